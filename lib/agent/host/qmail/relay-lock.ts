import type { RelayState } from '../mail-host.ts'
import type { RelayRecord, RelayRecords } from './relay-records.ts'
import type { QmailService } from './qmail-service.ts'
import type { QueueStopper } from './stop-queue.ts'
import type { Vpopmail } from './vpopmail.ts'
import { NO_SMTP } from './vpopmail-flags.ts'

export type RelaySources = {
  vpopmail: Vpopmail
  records: RelayRecords
  stopper: QueueStopper
  service: QmailService
  /** Ends SMTP sessions that may have logged in as this account: vchkpw is asked only once per session. */
  endSessions(account: string): Promise<void>
  /** Whether mail of the account lies in the queue at all, or held there by a standstill. */
  hasMail(account: string, where: 'queue' | 'hold'): Promise<boolean>
  now(): Date
}

/** A released watch holds everybody's mail for a moment only, even when nobody comes for what was held. */
const RELEASE_WITHIN_MS = 5000

/**
 * Brings an account into a state and looks again. Watched: first the queue stands still, only then may he send.
 * Locked out of a watch: first he may not send, and the queue stands still until his new mail is in quarantine.
 */
export async function setRelay(account: string, state: RelayState, sources: RelaySources): Promise<void> {
  switch (state) {
    case 'locked':
      return lock(account, sources)
    case 'watched':
      return watch(account, sources)
    case 'open':
      return open(account, sources)
  }
}

/** What is in force now: the flag in vpopmail's own store, and for a watch also that the queue does stand still. */
export async function readRelay(account: string, { vpopmail, records, service }: RelaySources): Promise<RelayState> {
  if (((await vpopmail.flags(account)) & NO_SMTP) !== 0) return 'locked'
  return records.get(account)?.state === 'watched' && (await service.isDown()) ? 'watched' : 'open'
}

/** Whether the queue has to stand still because of this account. */
export function wantsStandstill({ state, waits, at }: RelayRecord, now: Date): boolean {
  if (state === 'watched' || waits === 'quarantine') return true
  return waits === 'release' && now.getTime() - Date.parse(at) < RELEASE_WITHIN_MS
}

/** What was held is dealt with: the queue may go on, unless mail of a locked account could still go out with it. */
export async function endStandstill(sources: RelaySources, waits: 'quarantine' | 'release'): Promise<void> {
  for (const record of sources.records.all()) {
    if (record.waits !== waits) continue
    if (waits === 'release') sources.records.remove(record.account)
    else if (!(await sources.hasMail(record.account, 'queue'))) sources.records.write({ ...record, waits: null })
  }
  await sources.stopper.resume()
}

async function lock(account: string, sources: RelaySources): Promise<void> {
  const before = sources.records.get(account)
  const wasStill = before !== undefined && wantsStandstill(before, sources.now())
  sources.records.write(await recordOf(account, 'locked', wasStill ? 'quarantine' : null, sources))
  await sources.vpopmail.close(account)
  await sources.endSessions(account)
  await endStandstill(sources, 'quarantine')
}

async function watch(account: string, sources: RelaySources): Promise<void> {
  const { vpopmail, records, stopper } = sources
  refuseForeignLock(records.get(account))
  records.write(await recordOf(account, 'watched', null, sources))
  await stopper.stop()
  if (((await vpopmail.flags(account)) & NO_SMTP) !== 0) await vpopmail.open(account)
}

async function open(account: string, sources: RelaySources): Promise<void> {
  const { vpopmail, records, stopper } = sources
  const record = records.get(account)
  const isClosed = ((await vpopmail.flags(account)) & NO_SMTP) !== 0
  if (!record && isClosed) throw new Error(`the smtp access of ${account} was closed by somebody else, so it stays closed`)
  if (!record || record.state === 'open') return stopper.resume()

  refuseForeignLock(record)
  if (isClosed) await vpopmail.open(account)
  if (record.state === 'watched' && (await sources.hasMail(account, 'hold'))) {
    records.write(await recordOf(account, 'open', 'release', sources))
    // A start that fails is kept by the stopper, and told at the next look at the queue.
    setTimeout(() => void endStandstill(sources, 'release').catch(() => {}), RELEASE_WITHIN_MS).unref()
    return
  }
  records.remove(account)
  await stopper.resume()
}

function refuseForeignLock(record: RelayRecord | undefined): void {
  if (record && (record.gidBefore & NO_SMTP) !== 0) {
    throw new Error(`the smtp access of ${record.account} was closed before it was locked here, so it stays closed`)
  }
}

/** The earlier flags are those before we first touched the account, however often it was locked since. */
async function recordOf(account: string, state: RelayRecord['state'], waits: RelayRecord['waits'], sources: RelaySources): Promise<RelayRecord> {
  const before = sources.records.get(account)
  const gidBefore = before && before.state !== 'open' ? before.gidBefore : await sources.vpopmail.flags(account)
  return { account, state, gidBefore, waits, at: sources.now().toISOString() }
}
