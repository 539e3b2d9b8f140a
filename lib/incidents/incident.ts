import * as z from 'zod'

export const incidentKinds = ['relay-abuse', 'receiver-block', 'listing', 'failing-probe', 'silent-host'] as const
export type IncidentKind = (typeof incidentKinds)[number]
export const incidentKind = z.enum(incidentKinds)

/** Review that managers add to the record: plain text. */
export const incidentReview = z.strictObject({
  summary: z.string().max(4000),
  changedSince: z.array(z.strictObject({ text: z.string().max(500), isDone: z.boolean(), due: z.string().max(10).nullable() })).max(50),
  notKnown: z.string().max(4000),
})
export type IncidentReview = z.infer<typeof incidentReview>

export const reviewIncidentInput = z.strictObject({ number: z.number().int().positive(), review: incidentReview })
export type ReviewIncidentInput = z.infer<typeof reviewIncidentInput>

const reason = z.string().trim().min(1).max(2000)

export const endBlockInput = z.strictObject({ number: z.number().int().positive(), reason })
export type EndBlockInput = z.infer<typeof endBlockInput>

/** What the receiver does to these hosts is usual from now on. */
export const acceptNormalInput = z.strictObject({ number: z.number().int().positive(), hosts: z.array(z.string().min(1).max(253)).min(1).max(2000), reason })
export type AcceptNormalInput = z.infer<typeof acceptNormalInput>

const RECEIVER = 'receiver:'

/** A receiver's block is one story, whichever of our hosts it hits. */
export function receiverBlockCause(receiver: string): string {
  return `${RECEIVER}${receiver}`
}

/** The receiver in a cause; null for a cause of another kind. */
export function receiverOfCause(causeKey: string): string | null {
  return causeKey.startsWith(RECEIVER) ? causeKey.slice(RECEIVER.length) : null
}
