'use server'

import { revalidatePath } from 'next/cache'
import { supportAction } from '../../../../../lib/access/action.ts'
import { may } from '../../../../../lib/access/permissions.ts'
import { askRoundTrip } from '../../../../../lib/cases/ask-round-trip.ts'
import { askRoundTripInput } from '../../../../../lib/probes/round-trip.ts'

/** Has one real mail sent to postmaster@ or abuse@ of a host, to see whether somebody reads it. */
export const sendRoundTripNow = supportAction('send-round-trips', askRoundTripInput, async ({ viewer, input, doing }) => {
  await askRoundTrip(doing, input, { mayInsist: may(viewer, 'repeat-round-trips') })
  revalidatePath('/support/hosts/[name]', 'page')
})
