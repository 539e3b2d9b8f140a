import * as z from 'zod'
import { accountName, count, instant, queueId } from './primitives.ts'

const text = z.string().max(1000)

/**
 * What is looked for: all that is given must fit. `accounts`: only mail of these accounts, whatever else is asked; a
 * customer's question always carries his own. `messagesMax`: the search ends after so many, newest first.
 */
export const traceQuery = z
  .strictObject({
    messageId: text.min(1).optional(),
    queueId: queueId.optional(),
    account: accountName.optional(),
    sender: text.min(1).optional(),
    recipient: text.min(1).optional(),
    accounts: z.array(accountName).max(1000).optional(),
    since: instant,
    until: instant,
    messagesMax: z.number().int().min(1).max(500),
  })
  .refine((query) => query.messageId ?? query.queueId ?? query.account ?? query.sender ?? query.recipient, 'nothing is looked for')
export type TraceQuery = z.infer<typeof traceQuery>

export const traceSteps = [
  'accepted', 'queued', 'deferred', 'delivered', 'bounced', 'held', 'quarantined', 'released', 'deleted', 'forwarded', 'requeued', 'bounce-made', 'removed',
] as const

/**
 * One thing that a log says of a message. `at`: the line's own time. `host`: the other side (the client that handed it
 * in, the receiver's server of an attempt), null where the line names none. `queueId`: under which id of ours; for
 * `forwarded`, `requeued` and `bounce-made`, `toQueueId` is the id it goes on under.
 */
export const traceStep = z.strictObject({
  at: instant,
  what: z.enum(traceSteps),
  queueId,
  toQueueId: queueId.nullable(),
  recipient: text.nullable(),
  reply: text.nullable(),
  host: z.string().max(300).nullable(),
})
export type TraceStep = z.infer<typeof traceStep>

/** How a message, or its mail to one recipient, stands. `unknown`: its lines end without saying. */
export const traceFates = ['queued', 'held', 'quarantined', 'delivered', 'bounced', 'deleted', 'unknown'] as const
export const traceFate = z.enum(traceFates)
export type TraceFate = z.infer<typeof traceFate>

/**
 * One message as one host's logs have it, under all ids it had there. `nextTryAt`: where the queue tells it. A message
 * with several recipients has the fate of the one that is least done: queued before held, bounced before delivered.
 */
export const tracedMessage = z.strictObject({
  messageId: text.nullable(),
  queueIds: z.array(queueId).min(1).max(50),
  account: accountName.nullable(),
  sender: text.nullable(),
  recipients: z.array(z.strictObject({ address: text, fate: traceFate })).max(1000),
  size: count.nullable(),
  steps: z.array(traceStep).max(2000),
  fate: traceFate,
  nextTryAt: instant.nullable(),
})
export type TracedMessage = z.infer<typeof tracedMessage>

/**
 * A line of the answer to `POST /v1/trace`, one JSON object each (NDJSON), sent as they are found. A message may be
 * told again with more in it: the later telling, known by a queue id they share, replaces the earlier (short ids are used
 * again: two messages whose steps lie apart in time are two, whatever id they share). The last line
 * is `end`: how far back the logs reach, what was read, which log files of the span could not be read, and whether
 * `messagesMax` or the agent's time limit cut the answer. No `end`: broken off.
 */
export const traceLine = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('message'), message: tracedMessage }),
  z.strictObject({ kind: z.literal('end'), logsSince: instant.nullable(), bytesRead: count, unreadFiles: z.array(z.string().max(300)).max(20), isCut: z.boolean() }),
])
export type TraceLine = z.infer<typeof traceLine>
