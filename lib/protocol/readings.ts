import * as z from 'zod'
import { accountName, count, instant } from './primitives.ts'
import { standingState } from './standing-orders.ts'

export const hostKind = z.enum(['postfix', 'qmail', 'exim'])
export type HostKind = z.infer<typeof hostKind>

/** What a kind of host can do; a verb it cannot do is refused with `not-capable`. */
export const capabilities = z.strictObject({
  /** It locks the relay of an account. */
  locks: z.boolean().default(true),
  /** It takes mail out of delivery and gives it back. */
  quarantines: z.boolean().default(true),
  /** Locks act in sessions that are already open. */
  locksOpenSessions: z.boolean(),
  /** A locked account still reaches the door's addresses by itself. */
  hasDoor: z.boolean(),
  /** `account`: only his mail is held while watched. `queue`: the whole queue stops, at most 120 s or 50 mails. */
  watches: z.enum(['account', 'queue']),
  movesOutOfQueue: z.boolean(),
  /** Its agent looks at other hosts from outside. */
  probes: z.boolean().default(false),
})
export type Capabilities = z.infer<typeof capabilities>
/** What the kind of mail server decides; the rest every agent can. */
export type HostCapabilities = Omit<Capabilities, 'probes'>

export const queueReading = z.strictObject({
  total: count,
  active: count,
  deferred: count,
  held: count,
  quarantined: count,
  oldestAt: instant.nullable(),
  /** Accounts with most mails in the queue, largest first, at most 20. */
  accounts: z.array(z.strictObject({ account: accountName.nullable(), messages: count, undeliverable: count })).max(20),
})
export type QueueReading = z.infer<typeof queueReading>

/** What is, on one host, at one moment. */
export const hostReading = z.strictObject({
  at: instant,
  protocol: z.number().int(),
  /** Changes when the journal is begun anew; events count from 1 again then. */
  journal: z.uuid(),
  agentVersion: z.string().max(50),
  host: z.string().max(255),
  kind: hostKind,
  /** On qmail, which has none, the programs in front of it: `spamdyke 4.3.1`, or `spamdyke` where its version is not known. */
  mtaVersion: z.string().max(100).nullable(),
  capabilities,
  queue: queueReading.nullable(),
  standing: z.array(standingState),
  /**
   * Log lines that could not be read, of all that were, since the journal began, with the last 5 samples (addresses
   * redacted, at most two an hour). `lines` is null from an agent that does not count them.
   */
  unreadLines: z.strictObject({ count, lines: count.nullable().default(null), samples: z.array(z.string().max(500)).max(5) }),
  /** How far the log reader is behind the end of the log, in bytes; null when unknown. */
  logBehindBytes: count.nullable(),
})
export type HostReading = z.infer<typeof hostReading>
