import { recordAudit } from '../audit/audit-records.ts'
import { recordChange } from '../audit/change-records.ts'
import type { Doing } from '../audit/doing.ts'
import { AppError } from '../errors.ts'
import { findIncidentHead, saveReview } from './incident-page-records.ts'
import { reviewIncidentInput, type ReviewIncidentInput } from './incident.ts'

/** Managers add what they made of it. The record itself is not changed by it. */
export async function reviewIncident({ db, now, actor }: Doing, input: ReviewIncidentInput): Promise<void> {
  const { number, review } = reviewIncidentInput.parse(input)
  await db.$transaction(async (tx) => {
    const incident = await findIncidentHead(tx, number)
    if (!incident) throw new AppError('not-found', `no incident ${number}`)
    await saveReview(tx, incident.id, review)
    await recordChange(tx, { kind: 'incident', at: now, actor, to: 'reviewed', incidentId: incident.id, evidence: { number, kind: incident.kind } })
    await recordAudit(tx, { at: now, actor, action: 'incident: review', subject: `incident ${number}`, before: incident.review, after: review })
  })
}
