'use server'

import { revalidatePath } from 'next/cache'
import { supportAction } from '../../../../lib/access/action.ts'
import { acknowledgeDomain, forgetDomainAcknowledgement } from '../../../../lib/cases/acknowledge-domain.ts'
import { wantDomainCheck, wantDomainCheckInput } from '../../../../lib/cases/want-domain-check.ts'
import { acknowledgeDomainInput, forgetDomainAcknowledgementInput } from '../../../../lib/domain-checks/domain-check.ts'
import { waitForLook } from '../../../../lib/domain-checks/wait-for-look.ts'

/** Has the worker look at a domain now, and waits a while for what it finds. */
export const checkNow = supportAction('see-desk', wantDomainCheckInput, async ({ input, doing }) => {
  await wantDomainCheck(doing, input)
  const isLookedAt = await waitForLook(doing.db, input.domain, doing.now)
  revalidatePath('/support/domains', 'layout')
  return { isLookedAt }
})

/** Says of harm at a domain that it is known. */
export const acknowledgeHarm = supportAction('acknowledge-checks', acknowledgeDomainInput, async ({ input, doing }) => {
  await acknowledgeDomain(doing, input)
  revalidatePath('/support', 'layout')
})

/** Takes that back. */
export const harmWorkAgain = supportAction('acknowledge-checks', forgetDomainAcknowledgementInput, async ({ input, doing }) => {
  await forgetDomainAcknowledgement(doing, input)
  revalidatePath('/support', 'layout')
})
