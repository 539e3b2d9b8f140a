import * as z from 'zod'
import { instant } from '../protocol/primitives.ts'
import { traceStep, tracedMessage } from '../protocol/trace.ts'
import { REFUSAL_CLASSES } from '../refusals/refusal.ts'

/** A step with what the desk makes of it: what the reply means (of attempts that failed), and which receiver spoke. */
const foundStep = traceStep.extend({ refusal: z.enum(REFUSAL_CLASSES).nullable(), receiver: z.string().nullable() })
export type FoundStep = z.infer<typeof foundStep>

/** Where the desk itself knows more: whether it knows the account, and what it holds of the mail. For support alone. */
const knownHere = z.strictObject({ account: z.boolean(), ticket: z.number().int().nullable(), isQuarantined: z.boolean() })

export const foundMessage = tracedMessage.extend({ host: z.string(), steps: z.array(foundStep), known: knownHere.nullable() })
export type FoundMessage = z.infer<typeof foundMessage>

/**
 * How it went with one host. `broken`: it began and broke off. `cannot`: its agent knows no trace. `cut`: enough was
 * found before it was done.
 */
export const hostOutcomes = ['answered', 'unreachable', 'timeout', 'busy', 'cannot', 'wrong-identity', 'failed', 'broken', 'cut'] as const
export type HostOutcome = (typeof hostOutcomes)[number]

/**
 * A line of the answer to `POST /api/trace`, one JSON object each. First who is asked, then mails as they are found (one
 * may be told again with more in it, known by a queue id on the same host) and each host as it is done; `end` last. No
 * `end`: it broke off. Customers get numbers in place of the hosts' names.
 */
export const foundLine = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('asking'), hosts: z.array(z.strictObject({ host: z.string(), heardAt: instant.nullable() })), since: instant, until: instant }),
  z.strictObject({ kind: z.literal('message'), message: foundMessage }),
  z.strictObject({ kind: z.literal('host'), host: z.string(), outcome: z.enum(hostOutcomes), logsSince: instant.nullable(), unreadFiles: z.array(z.string()), isCut: z.boolean() }),
  z.strictObject({ kind: z.literal('end'), isCut: z.boolean() }),
])
export type FoundLine = z.infer<typeof foundLine>

/** What the way says when it does not even begin. */
export const traceRefusals = ['signed-out', 'too-many', 'bad-input', 'unavailable'] as const
export type TraceRefusal = (typeof traceRefusals)[number]
