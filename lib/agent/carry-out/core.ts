import type { Limits } from '../../protocol/limits.ts'
import type { MailHost, RelayState } from '../host/mail-host.ts'
import type { LiveMessage } from '../journal/journal-counters.ts'
import type { Watch } from '../journal/journal-watches.ts'
import type { Journal } from '../journal/open-journal.ts'
import type { HourTally } from '../limits/count-hours.ts'
import type { Window } from '../limits/count-window.ts'
import type { Step } from '../deliveries/count-cells.ts'
import type { DeliveredLately } from '../deliveries/delivered-lately.ts'
import type { Classify } from '../deliveries/judge-attempt.ts'
import { emptyExcerpts, type Excerpts } from '../limits/keep-excerpts.ts'
import { emptyHour } from '../limits/count-hours.ts'
import { emptyWindow } from '../limits/count-window.ts'
import type { Log } from '../log.ts'
import type { Background, Turns } from './take-turns.ts'

/** What the agent knows of one account between two log batches; all of it can be read back from journal and host. */
export type AccountState = {
  name: string
  window: Window
  hour: { start: string; tally: HourTally }
  habit: { recipients: number; firstHour: string | null }
  /** Queue ids of his mails that wait undeliverable right now. */
  undeliverable: Set<string>
  /** What the journal wants: limits are judged only while it is `open`. */
  relay: RelayState
  /** The watch that is not ended, if any. */
  watch: Watch | null
  /** The last watch that ended within half an hour: a client that was past RCPT may still hand in mail that is held for it. */
  lastWatch: Watch | null
  tight: { limits: Limits; until: number } | null
  /** Mail of his that still arrives is taken out of delivery. */
  isSwept: boolean
  excerpts: Excerpts
  /** The limits chosen for him out of `from`; chosen again when the desk sends others. */
  chosen: { from: Map<string, Limits | null>; limits: Limits | null } | null
}

/** Everything the acts of the agent work on. */
export type Core = {
  host: MailHost
  hostName: string
  journal: Journal
  log: Log
  now: () => Date
  newId: () => string
  accounts: Map<string, AccountState>
  live: Map<string, LiveMessage>
  /** Queue ids of messages that lie in quarantine: they are still known, and wait for no delivery. */
  taken: Set<string>
  /** Queue ids of messages we gave back, by the key the desk knows them under. */
  tracked: Map<string, string>
  limits: Map<string, Limits | null>
  /** Addresses a locked account still reaches, in lower case. */
  door: Set<string>
  logBehindBytes: number | null
  mtaVersion: string | null
  /** Changes of one account's relay, one after the other. */
  relayTurn: Turns
  /** Moves of one account's mail, one after the other; never waited for by a lock. */
  queueTurn: Turns
  background: Background
  sweeping: Map<string, { isAskedAgain: boolean; done: Promise<void> }>
  actsRunning: Set<string>
  /** Watches that are being finished, by id. */
  finishing: Map<string, Promise<void>>
  toldTroubles: Set<string>
  /** Watches with figures that the desk has not been told, and when it was last told. */
  progress: Map<string, { isDue: boolean; toldAt: number }>
  queueTold: string
  /** Steps of attempts that were counted lately, by their start. */
  steps: Map<string, Step>
  /** Mail that receivers took lately, for reports that come back about it. */
  delivered: DeliveredLately
  /** What a reply means, by the rules that were taught and our own. */
  classify: Classify
}

export function accountState(core: Core, name: string): AccountState {
  const known = core.accounts.get(name)
  if (known) return known

  const made: AccountState = {
    name,
    window: emptyWindow(),
    hour: { start: '', tally: emptyHour() },
    habit: { recipients: 0, firstHour: null },
    undeliverable: new Set(),
    relay: 'open',
    watch: null,
    lastWatch: null,
    tight: null,
    isSwept: false,
    excerpts: emptyExcerpts(),
    chosen: null,
  }
  core.accounts.set(name, made)
  return made
}
