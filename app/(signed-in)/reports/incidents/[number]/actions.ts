'use server'

import { revalidatePath } from 'next/cache'
import { managerAction } from '../../../../../lib/access/action.ts'
import { reviewIncidentInput } from '../../../../../lib/incidents/incident.ts'
import { reviewIncident } from '../../../../../lib/incidents/review-incident.ts'

/** Adds to an incident what managers made of it. */
export const saveReview = managerAction('write-review', reviewIncidentInput, async ({ input, doing }) => {
  await reviewIncident(doing, input)
  revalidatePath('/reports', 'layout')
})
