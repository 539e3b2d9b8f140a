'use server'

import { revalidatePath } from 'next/cache'
import { supportAction } from '../../../../../lib/access/action.ts'
import { acceptNewNormal, endReceiverBlock } from '../../../../../lib/cases/settle-receiver.ts'
import { acceptNormalInput, endBlockInput } from '../../../../../lib/incidents/incident.ts'

/** Incidents stand on Now, in lists, counts and reports. */
function refresh() {
  revalidatePath('/', 'layout')
}

export const acceptNormal = supportAction('settle-receivers', acceptNormalInput, async ({ input, doing }) => {
  await acceptNewNormal(doing, input)
  refresh()
})

export const endBlock = supportAction('settle-receivers', endBlockInput, async ({ input, doing }) => {
  await endReceiverBlock(doing, input)
  refresh()
})
