import * as z from 'zod'
import { accountName, count, instant, queueId } from './primitives.ts'

/** Where a message lies on its host at this moment. */
export const place = z.enum(['incoming', 'active', 'deferred', 'hold', 'quarantine'])

/**
 * What tells whose mail it is, strongest first. `sasl`: named attribute of the queue file or log line. `qp`: the
 * qmail-queue pid joined to spamdyke's line. `header`: a Received line, which a stranger can forge, so never alone
 * for a lock. `login`: the account logged in from that client then. `relayed`: a recipient nobody without a login could
 * have named. `uid`: handed in by a local program. `parent`: a bounce that our host made for a message of the account.
 */
export const witness = z.enum(['sasl', 'qp', 'header', 'login', 'relayed', 'uid', 'parent'])

/** One message in a queue, in quarantine or held: headers and envelope at most, never a body, never a subject. */
export const queuedMessage = z.strictObject({
  id: queueId,
  account: accountName.nullable(),
  witnesses: z.array(witness),
  sender: z.string().max(1000),
  recipients: z.array(z.string().max(1000)).max(10_000),
  size: count,
  arrivedAt: instant,
  place,
  /** For a bounce that our host made: the queue id of the message it speaks of. */
  parentId: queueId.nullable().default(null),
})
export type QueuedMessage = z.infer<typeof queuedMessage>

/**
 * What an order names a message by. Queue ids are reused, so before a queue file is touched all four are compared;
 * a difference is the failure `changed`.
 */
export const messageRef = queuedMessage.pick({ id: true, sender: true, size: true, arrivedAt: true })
export type MessageRef = z.infer<typeof messageRef>

/** Names a message across id reuse: the same on the agent, in the database and in every event. */
export function messageKey(message: Pick<QueuedMessage, 'id' | 'arrivedAt'>): string {
  return `${message.id}/${Math.floor(Date.parse(message.arrivedAt) / 1000)}`
}

/** Why one message of an act was not moved. */
export const moveFailure = z.strictObject({
  id: queueId,
  reason: z.enum(['not-found', 'changed', 'delivered-meanwhile', 'not-ours', 'io-error']),
  detail: z.string().max(500).optional(),
})
export type MoveFailure = z.infer<typeof moveFailure>

/** How an act over several messages ended. `moved` and `already` hold queue ids; no id stands in two of the lists. */
export const moveResult = z.strictObject({
  moved: z.array(queueId),
  already: z.array(queueId),
  failed: z.array(moveFailure),
})
export type MoveResult = z.infer<typeof moveResult>
