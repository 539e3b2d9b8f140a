import { accountName } from '../../protocol/primitives.ts'
import type { LogBatch, LogEvent } from '../host/mail-host.ts'
import { readMeta, saveBuckets, saveHour, saveLive, writeMeta } from '../journal/journal-counters.ts'
import { saveCounted } from '../journal/journal-deliveries.ts'
import { noteOwnLock } from '../journal/journal-locks.ts'
import { setOurState } from '../journal/journal-messages.ts'
import { saveSweep } from '../journal/journal-sweeps.ts'
import { saveWatch } from '../journal/journal-watches.ts'
import { noteBreach } from './breach-watch.ts'
import { askAccounts } from './ask-accounts.ts'
import type { Core } from './core.ts'
import { boundSteps } from './count-delivery.ts'
import { countEvent, noChanges, type Changes } from './count-events.ts'
import { putLockInForce } from './lock-account.ts'
import { sweepInBackground } from './sweep-account.ts'
import { tell } from './tell-desk.ts'

export const POSITION_KEY = 'log-position'
export const UNREAD_KEY = 'unread-lines'
const SAMPLES_MAX = 5
const SAMPLES_PER_HOUR = 2

/** What was counted in memory is not in the journal; the program must begin anew from the journal. */
export class JournalFault extends Error {}

/**
 * Counts a batch of log lines, writes position, counters, locks and events down in one transaction, and acts. Nothing
 * is counted twice or lost by a crash, because the position moves together with what was counted.
 */
export async function takeBatch(core: Core, batch: LogBatch): Promise<void> {
  const events = (await askAccounts(core, batch.events)).map((event) => withSoundAccount(core, event))
  core.logBehindBytes = batch.behindBytes
  const changes = noChanges()
  try {
    core.journal.write(() => {
      for (const event of events) countEvent(core, event, changes)
      saveChanges(core, changes)
      if (batch.lines > 0 || changes.unread.length > 0) noteLines(core, batch.lines, changes.unread)
      writeMeta(core.journal, POSITION_KEY, batch.position)
    })
  } catch (error) {
    throw new JournalFault('the journal cannot be written', { cause: error })
  }
  boundSteps(core)
  actOn(core, changes)
}

/** A name that no order could carry (a login tried with blanks, say) counts against nobody, and is seen as unread. */
function withSoundAccount(core: Core, event: LogEvent): LogEvent {
  if (!('account' in event) || event.account === null || core.accounts.has(event.account)) return event
  if (accountName.safeParse(event.account).success) return event
  return event.kind === 'refused' ? { kind: 'unread', at: event.at, line: event.line } : { ...event, account: null }
}

function saveChanges(core: Core, changes: Changes): void {
  const { journal } = core
  for (const [state, buckets] of changes.buckets) saveBuckets(journal, state.name, buckets)
  for (const state of changes.hours) saveHour(journal, state.name, state.hour.start, state.hour.tally)
  for (const id of changes.liveIds) saveLive(journal, id, core.live.get(id))
  for (const watch of changes.watches) saveWatch(journal, watch)
  for (const { watch, lock } of changes.breaches) noteBreach(core, watch, lock)
  for (const lock of changes.locks) {
    noteOwnLock(journal, lock)
    saveSweep(journal, { account: lock.account, batchId: lock.batchId, cause: 'limit', agentLockId: lock.id, guardedUnlockId: null })
  }
  for (const { key, fate, recipient, reply } of changes.fates) {
    tell(core, { kind: 'fate', messageKey: key, fate, recipient: recipient.slice(0, 1000), reply: reply.slice(0, 1000) })
  }
  saveCounted(journal, changes)
  for (const key of changes.ended) setOurState(journal, key, 'ended', core.now())
}

function actOn(core: Core, changes: Changes): void {
  for (const lock of [...changes.locks, ...changes.breaches.map((breach) => breach.lock)]) {
    core.background.run('lock', () => putLockInForce(core, lock))
  }
  const justLocked = new Set(changes.locks.map((lock) => lock.account))
  for (const account of changes.toSweep) if (!justLocked.has(account)) sweepInBackground(core, account)
  for (const watch of changes.watches) {
    const known = core.progress.get(watch.id)
    core.progress.set(watch.id, { isDue: true, toldAt: known?.toldAt ?? 0 })
  }
}

type Unread = { count: number; lines: number | null; samples: string[] }
/** `hour` of the newest sample, and how many are of that hour. */
type StoredUnread = { count: number; lines?: number; samples: string[]; hour?: string; ofHour?: number }

/** Samples are renewed as the log changes, a few an hour: the first five ever would tell of a fault long mended. */
function noteLines(core: Core, read: number, unread: string[]): void {
  const before = storedUnread(core)
  const hour = core.now().toISOString().slice(0, 13)
  const ofHour = before.hour === hour ? (before.ofHour ?? 0) : 0
  const fresh = unread.slice(0, Math.max(0, SAMPLES_PER_HOUR - ofHour)).map(withoutAddresses)
  const stored: StoredUnread = {
    count: before.count + unread.length,
    lines: (before.lines ?? before.count) + read,
    samples: [...before.samples, ...fresh].slice(-SAMPLES_MAX),
    ...(fresh.length > 0 ? { hour, ofHour: ofHour + fresh.length } : { hour: before.hour, ofHour: before.ofHour }),
  }
  writeMeta(core.journal, UNREAD_KEY, JSON.stringify(stored))
}

/** Lines read and lines that could not be read, since the journal began. */
export function unreadLines(core: Core): Unread {
  const { count, lines, samples } = storedUnread(core)
  return { count, lines: lines ?? null, samples }
}

function storedUnread(core: Core): StoredUnread {
  const text = readMeta(core.journal, UNREAD_KEY)
  return text === null ? { count: 0, lines: 0, samples: [] } : (JSON.parse(text) as StoredUnread)
}

function withoutAddresses(line: string): string {
  // Bounded on both sides: a line is a stranger's text, and the search stays linear.
  return line.slice(0, 2000).replace(/[^\s<>=,;:"']{1,100}@[^\s<>=,;:"']{1,255}/g, 'ADDRESS').slice(0, 500)
}
