'use server'

import { revalidatePath } from 'next/cache'
import { supportAction } from '../../../../lib/access/action.ts'
import { acknowledgeCheck, forgetAcknowledgement } from '../../../../lib/cases/acknowledge-check.ts'
import { wishProbe } from '../../../../lib/cases/wish-probe.ts'
import { acknowledgeInput, forgetAcknowledgementInput, probeNowInput } from '../../../../lib/probes/host-check.ts'

/** Has a host looked at from outside as soon as may be. */
export const probeNow = supportAction('probe-hosts', probeNowInput, async ({ input, doing }) => {
  await wishProbe(doing, input)
  revalidatePath('/support/probes')
})

/** Says of a failing check that it is known. */
export const acknowledge = supportAction('acknowledge-checks', acknowledgeInput, async ({ input, doing }) => {
  await acknowledgeCheck(doing, input)
  revalidatePath('/support', 'layout')
})

/** Takes that back. */
export const workAgain = supportAction('acknowledge-checks', forgetAcknowledgementInput, async ({ input, doing }) => {
  await forgetAcknowledgement(doing, input)
  revalidatePath('/support', 'layout')
})
