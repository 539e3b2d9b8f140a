import * as z from 'zod'
import { configuration } from './configuration.ts'
import { deliveries } from './deliveries.ts'
import { crossing, windowFigures } from './limits.ts'
import { queuedMessage } from './messages.ts'
import { accountName, actId, count, instant } from './primitives.ts'
import { queueReading } from './readings.ts'
import { standingState } from './standing-orders.ts'

/** A log line kept as evidence: as text, at most 1,000 characters. */
export const excerpt = z.string().max(1000)

/** What an account did in one hour on one host, counted from the hour's start: a later one replaces an earlier one. */
const activity = z.strictObject({
  kind: z.literal('activity'),
  account: accountName,
  hour: instant,
  messages: count,
  recipients: count,
  delivered: count,
  deferred: count,
  bounced: count,
  unknownRecipients: count,
  held: count,
  /** Attempts refused because of the relay lock (RCPT or AUTH). */
  refused: count,
  networks: z.array(z.string().max(64)).max(50),
})

const lockMade = z.strictObject({
  kind: z.literal('lock-made'),
  agentLockId: actId,
  account: accountName,
  crossing,
  figures: windowFigures,
  excerpts: z.array(excerpt).max(10),
  /** When the log line of the crossing message was written, and when the lock was verified in force. */
  crossedAt: instant,
  inForceAt: instant,
  crossingQueueId: z.string().nullable(),
  /** First message of the burst in the window. */
  burstBeganAt: instant,
})

/** Messages taken out of delivery. A large batch comes in several events; `complete` stands on the last one. */
const quarantined = z.strictObject({
  kind: z.literal('quarantined'),
  batchId: z.uuid(),
  account: accountName,
  cause: z.enum(['limit', 'breach', 'order']),
  agentLockId: actId.nullable(),
  guardedUnlockId: z.uuid().nullable(),
  messages: z.array(queuedMessage).max(200),
  complete: z.boolean(),
})

/** What became of a message that the desk knows, as the server's log says. */
const fate = z.strictObject({
  kind: z.literal('fate'),
  messageKey: z.string(),
  fate: z.enum(['queued-again', 'delivered', 'deferred', 'bounced', 'deleted', 'gone']),
  recipient: z.string().max(1000).nullable(),
  reply: z.string().max(1000).nullable(),
})

/** The running figures of a guarded unlock: at every change, at most once a second. */
export const watchFigures = z.strictObject({
  arrived: count,
  recipients: count,
  unknownRecipients: count,
  /** Mails that arrived, per 10 seconds since the watch began. */
  perTenSeconds: z.array(count).max(600),
})
const watchBegan = z.strictObject({
  kind: z.literal('watch-began'),
  guardedUnlockId: z.uuid(),
  account: accountName,
  until: instant,
})
const watchProgress = z.strictObject({
  kind: z.literal('watch-progress'),
  guardedUnlockId: z.uuid(),
  account: accountName,
  figures: watchFigures,
  /** Headers of the mail held so far, newest last, at most 50. */
  held: z.array(queuedMessage).max(50),
})
const watchEnded = z.strictObject({
  kind: z.literal('watch-ended'),
  guardedUnlockId: z.uuid(),
  account: accountName,
  outcome: z.enum(['clean', 'breach', 'cancelled']),
  breach: z.strictObject({ limit: z.enum(['mails', 'recipients', 'unknown']), value: count, threshold: count }).nullable(),
  figures: watchFigures,
  excerpts: z.array(excerpt).max(10),
  /** The agent's own lock when it locked again; null when the desk did or when it opened. */
  agentLockId: actId.nullable(),
  /** Held mails released (clean) or put into quarantine (breach). */
  released: count,
  quarantined: count,
  /** Mails of the account that left the host while it was watched; anything but 0 is a fault that must be shown. */
  left: count,
})

const drift = z.strictObject({
  kind: z.literal('drift'),
  standing: standingState,
  wanted: z.string().max(200),
  repaired: z.boolean(),
})
const standing = z.strictObject({ kind: z.literal('standing'), standing: standingState })
const queue = z.strictObject({ kind: z.literal('queue'), queue: queueReading })
/** Somebody else's hand: the log cannot be read, the disk is full, a program is missing … in words for an admin. */
const trouble = z.strictObject({ kind: z.literal('trouble'), code: z.string().max(50), text: z.string().max(500), over: z.boolean() })

export const eventBody = z.discriminatedUnion('kind', [
  activity, deliveries, lockMade, quarantined, fate, watchBegan, watchProgress, watchEnded, drift, standing, queue, trouble, configuration,
])
export type EventBody = z.infer<typeof eventBody>
export type EventOf<K extends EventBody['kind']> = Extract<EventBody, { kind: K }>

export const agentEvent = z.strictObject({ seq: z.number().int().min(1), at: instant, body: eventBody })
export type AgentEvent = z.infer<typeof agentEvent>

/** Answer to `GET /v1/events?after=N&journal=J&wait=S`: asking for what comes after N says that N is stored. */
export const eventPage = z.strictObject({
  protocol: z.number().int(),
  journal: z.uuid(),
  at: instant,
  events: z.array(agentEvent).max(500),
})
export type EventPage = z.infer<typeof eventPage>
