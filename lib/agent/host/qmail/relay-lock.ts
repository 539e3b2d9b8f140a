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
  /** Whether mail of the account lies in the queue. */
  hasQueuedMail(account: string): Promise<boolean>
  now(): Date
}

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

async function lock(account: string, sources: RelaySources): Promise<void> {
  const { vpopmail, records, stopper } = sources
  const before = records.get(account)
  const wasWatched = before?.state === 'watched' || before?.awaitsQuarantine === true
  records.write(await recordOf(account, 'locked', wasWatched, before, sources))
  await vpopmail.close(account)
  await sources.endSessions(account)

  if (wasWatched) await stopWaiting(account, sources)
  await stopper.resume()
}

/** Ends the standstill after a watch once nothing of the account is left that could go out. */
export async function stopWaiting(account: string, { records, hasQueuedMail }: RelaySources): Promise<void> {
  const record = records.get(account)
  if (!record?.awaitsQuarantine || (await hasQueuedMail(account))) return
  records.write({ ...record, awaitsQuarantine: false })
}

async function watch(account: string, sources: RelaySources): Promise<void> {
  const { vpopmail, records, stopper } = sources
  const before = records.get(account)
  refuseForeignLock(before)
  records.write(await recordOf(account, 'watched', false, before, sources))
  await stopper.stop()
  if (((await vpopmail.flags(account)) & NO_SMTP) !== 0) await vpopmail.open(account)
}

async function open(account: string, { vpopmail, records, stopper }: RelaySources): Promise<void> {
  const record = records.get(account)
  if (record) {
    refuseForeignLock(record)
    if (((await vpopmail.flags(account)) & NO_SMTP) !== 0) await vpopmail.open(account)
    records.remove(account)
    return stopper.resume()
  }
  if (((await vpopmail.flags(account)) & NO_SMTP) !== 0) {
    throw new Error(`the smtp access of ${account} was closed by somebody else, so it stays closed`)
  }
}

function refuseForeignLock(record: RelayRecord | undefined): void {
  if (record && (record.gidBefore & NO_SMTP) !== 0) {
    throw new Error(`the smtp access of ${record.account} was closed before it was locked here, so it stays closed`)
  }
}

async function recordOf(
  account: string,
  state: RelayRecord['state'],
  awaitsQuarantine: boolean,
  before: RelayRecord | undefined,
  { vpopmail, now }: RelaySources,
): Promise<RelayRecord> {
  const gidBefore = before?.gidBefore ?? (await vpopmail.flags(account))
  return { account, state, gidBefore, awaitsQuarantine, at: before?.at ?? now().toISOString() }
}
