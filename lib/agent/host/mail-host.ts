import type { HostCapabilities, HostKind, QueueReading } from '../../protocol/readings.ts'
import type { MessageRef, MoveResult, QueuedMessage } from '../../protocol/messages.ts'
import type { TraceLine, TraceQuery } from '../../protocol/trace.ts'

/**
 * One thing a log says, already joined to ids. `at` is the log line's own time. A driver joins queue ids to accounts
 * as far as its log goes; `account: null` means the log alone does not tell, and the agent asks `find`.
 */
export type LogEvent =
  /** A message was taken in. `recipients` may still be 0 where the log tells them later (`sized`). */
  | { kind: 'accepted'; at: Date; id: string; account: string | null; clientIp: string | null; line: string }
  | { kind: 'sized'; at: Date; id: string; sender: string; recipients: number; size: number; line: string }
  /**
   * One delivery attempt to one recipient. `isUnknownUser` by enhanced code 5.1.1/5.1.10 or the reply's words. `relay`:
   * the receiver's host as the log names it, null where it names none; `isLocal`: delivered on this host; `ip`: the
   * address it was sent from, null where neither log nor configuration tells it.
   */
  | {
      kind: 'attempt'
      at: Date
      id: string
      recipient: string
      relay: string | null
      isLocal: boolean
      ip: string | null
      outcome: 'delivered' | 'deferred' | 'bounced'
      isUnknownUser: boolean
      reply: string
      line: string
    }
  /** Left waiting without a try, because its next one is not due: nobody was asked, so no receiver has refused. */
  | { kind: 'put-off'; at: Date; id: string; line: string }
  /** Our host made a bounce `id` about `parentId`. */
  | { kind: 'bounce-made'; at: Date; id: string; parentId: string; line: string }
  | { kind: 'removed'; at: Date; id: string; line: string }
  /** A recipient or a login refused. `why: 'relay-lock'` when our lock did it. `unknown-user`: local recipient unknown. */
  | { kind: 'refused'; at: Date; account: string | null; clientIp: string | null; why: 'relay-lock' | 'unknown-user' | 'other'; line: string }
  | { kind: 'unread'; at: Date; line: string }

/** Where a reader stands in its logs; opaque to all but the driver, kept in the journal. */
export type LogPosition = string

/** `lines`: how many were read for it, those without an event too. */
export type LogBatch = { events: LogEvent[]; lines: number; position: LogPosition; behindBytes: number | null }

/** What may be asked of a relay on the host. A change from one to another is one atomic write: never a gap between. */
export type RelayState = 'locked' | 'watched' | 'open'

/**
 * One act on the queue. `note` is journal-first: it is on stable storage when it returns, and is called before each
 * step that changes the host, with all that is needed to finish or undo that step after a crash.
 */
export type Act = { id: string; note(step: string, data: unknown): void }

/** An act that a crash left unfinished, with the steps noted so far, oldest first. */
export type UnfinishedAct = { act: Act; verb: 'quarantine' | 'release' | 'delete'; steps: { step: string; data: unknown }[] }

/** Something the agent did with a message; the log does not say that it was us, or says nothing. */
export type OurAct = { what: 'quarantined' | 'released' | 'deleted'; at: Date; arrivedAt: Date; account: string | null }

export type TraceOptions = {
  /** What the agent did with messages of a queue id, oldest first. */
  ourActs(id: string): OurAct[]
  /** The search ends after that long, with what it has found. */
  limitMs: number
  signal: AbortSignal
}

/**
 * A mail server as the agent sees it. Drivers run programs without a shell, with `--` where the program knows it, a
 * time limit, and parsed output; they never log message contents. All of them pass `mail-host.contract.ts`.
 */
export interface MailHost {
  readonly kind: HostKind
  readonly capabilities: HostCapabilities
  /** Throws with a sentence for the admin when the server cannot be driven (missing program, closed folder …). */
  check(): Promise<{ mtaVersion: string | null }>

  queue(): Promise<Omit<QueueReading, 'accounts'>>
  /** Queued, held and quarantined messages: of one account, of some ids, or all. Bounces of ours carry `parentId`. */
  find(query: { account: string } | { ids: string[] } | 'all'): Promise<QueuedMessage[]>
  /**
   * Searches the host's own logs, newest first, and tells messages as it finds them; the last line is `end`. Goes on
   * only as far as its lines are taken, and leaves the event loop to others every few milliseconds.
   */
  trace(query: TraceQuery, options: TraceOptions): AsyncIterable<TraceLine>
  /** Header lines of messages wherever they lie; reading stops at the first empty line. */
  readHeaders(ids: string[], names: string[]): Promise<Map<string, Record<string, string>>>

  /** Out of delivery, unharmed. Compares id, arrival, size and sender before touching; verifies by looking again. */
  quarantine(act: Act, messages: MessageRef[]): Promise<MoveResult>
  /** Back into delivery, byte-identical. Only messages that we took or held. */
  release(act: Act, messages: MessageRef[]): Promise<MoveResult>
  /** Gone for good, no bounce. Only messages in quarantine. */
  delete(act: Act, messages: MessageRef[]): Promise<MoveResult>
  retry(messages: MessageRef[]): Promise<MoveResult>
  /** Finishes or undoes what a crash left; afterwards every message is in exactly one place. */
  recover(unfinished: UnfinishedAct): Promise<MoveResult>

  /** In force and verified when it returns, in open sessions too where `capabilities.locksOpenSessions`. */
  setRelay(account: string, state: RelayState): Promise<void>
  /** What is really in force, read from the server's own store. */
  relay(account: string): Promise<RelayState>
  /** All accounts that are not `open` by our doing. */
  restrictedAccounts(): Promise<Map<string, RelayState>>
  setDoor(door: { addresses: string[]; refusalText: string }): Promise<void>

  /**
   * Follows the logs from `from` (null: from their present end) until aborted. Hands over batches as soon as lines
   * are written (inotify); awaits `take` before the next batch, so that a position is stored with what it covers.
   */
  follow(from: LogPosition | null, take: (batch: LogBatch) => Promise<void>, signal: AbortSignal): Promise<void>
}
