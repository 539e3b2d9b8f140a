import * as z from 'zod'
import { count } from './primitives.ts'

/** What an account may do within `windowSeconds` before its host locks it. A `null` switches that limit off. */
export const limits = z.strictObject({
  windowSeconds: z.number().int().min(10).max(86_400),
  /** Mails of his that wait undeliverable in the queue right now. */
  undeliverableMax: count.nullable(),
  /** Recipients in the window; only together with `habitFactor` times his own habit. */
  recipientsMax: count.nullable(),
  habitFactor: z.number().min(1).max(1000),
  /** Unknown recipients in the window, and the share of all his attempts they must make. */
  unknownMax: count.nullable(),
  unknownShareMin: z.number().min(0).max(1),
  /** Distinct client networks (IPv4 /24, IPv6 /48) in the window. */
  networksMax: count.nullable(),
  /** Messages in the window, whatever becomes of them. Off unless a policy sets it (tight limits after an unlock do). */
  messagesMax: count.nullable(),
})
export type Limits = z.infer<typeof limits>

export const limitName = z.enum(['undeliverable', 'recipients', 'unknown', 'networks', 'messages'])
export type LimitName = z.infer<typeof limitName>

/** What an account did in one window; the agent counts it, the desk keeps it as evidence. */
export const windowFigures = z.strictObject({
  messages: count,
  recipients: count,
  temporaryFailures: count,
  permanentFailures: count,
  unknownRecipients: count,
  networks: count,
  undeliverableInQueue: count,
  /** Recipients per window that are usual for this account (mean of its last 28 days), null when too young to tell. */
  habitRecipients: z.number().min(0).nullable(),
})
export type WindowFigures = z.infer<typeof windowFigures>

/** Which limit was crossed, by what figure, and which message made it true. */
export const crossing = z.strictObject({
  limit: limitName,
  value: z.number(),
  threshold: z.number(),
  windowSeconds: z.number().int(),
})
export type Crossing = z.infer<typeof crossing>
