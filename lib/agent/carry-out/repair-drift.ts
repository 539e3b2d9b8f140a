import type { RelayState } from '../host/mail-host.ts'
import { standingOwnLocks } from '../journal/journal-locks.ts'
import { noteFound, relayOrderOf, standingOrders, standingStates } from '../journal/journal-standing.ts'
import { allSweeps } from '../journal/journal-sweeps.ts'
import { openWatches } from '../journal/journal-watches.ts'
import { errorText } from '../log.ts'
import { beginWatch } from './begin-watch.ts'
import { accountState, type Core } from './core.ts'
import { finishWatch } from './finish-watch.ts'
import { holdRelay, readWanted } from './hold-relay.ts'
import { putLockInForce } from './lock-account.ts'
import { recoverActs } from './move-messages.ts'
import { releaseLate } from './release-late.ts'
import { sweepInBackground } from './sweep-account.ts'
import { tell, tellTrouble, tellTroubleOver } from './tell-desk.ts'
import { sayTrouble } from '../../hosts/trouble-sentences.ts'

/**
 * Makes the host agree with what stands, whatever happened to it: relays first, then what crashes or failures left
 * undone. Each part that fails is told and tried again at the next call; the others go on.
 */
export async function repairDrift(core: Core): Promise<void> {
  await attempt(core, 'relay-unknown', () => repairRelays(core))
  await attempt(core, 'act-unfinished', () => recoverActs(core))
  await attempt(core, 'late-mail', () => releaseLate(core))
  for (const lock of standingOwnLocks(core.journal)) {
    if (lock.inForceAt === null) core.background.run('lock', () => putLockInForce(core, lock))
  }
  for (const sweep of allSweeps(core.journal)) sweepInBackground(core, sweep.account)
  for (const watch of openWatches(core.journal)) core.background.run('finish watch', () => resumeWatch(core, watch.id))
}

async function repairRelays(core: Core): Promise<void> {
  const restricted = await core.host.restrictedAccounts()
  const isPlain = (account: string) => !restricted.has(account) && readWanted(core, account) === 'open'
  const known = [...knownAccounts(core)]
  // Most accounts that were ever locked are open; the host's own list says so for all of them at once.
  core.journal.write(() => {
    for (const account of known.filter(isPlain)) noteFound(core.journal, 'relay', account, 'open', core.now())
  })
  const failures: unknown[] = []
  for (const account of known.filter((one) => !isPlain(one))) {
    // One that this host cannot lock (a script, say) does not keep the others from being looked at.
    await core.relayTurn(account, () => repairRelay(core, account)).catch((error: unknown) => failures.push(error))
  }
  for (const [account, found] of restricted) if (!isKnown(core, account)) tellStranger(core, account, found)
  if (failures.length > 0) throw failures[0]
}

async function repairRelay(core: Core, account: string): Promise<void> {
  const { was, is } = await holdRelay(core, account)
  if (was === is) return
  tellDrift(core, account, is, was, true)
}

/** Restricted by another hand than ours: lock wins, so it is told and left alone. */
function tellStranger(core: Core, account: string, found: RelayState): void {
  const key = `stranger ${account} ${found}`
  if (core.toldTroubles.has(key)) return
  core.toldTroubles.add(key)
  tell(core, {
    kind: 'drift',
    standing: { kind: 'relay', key: account, version: 0, found, agentLockId: null, at: core.now().toISOString() },
    wanted: 'open',
    repaired: false,
  })
}

function tellDrift(core: Core, account: string, wanted: RelayState, was: RelayState, isRepaired: boolean): void {
  const known = standingStates(core.journal).find((state) => state.kind === 'relay' && state.key === account)
  const standing = known ?? { kind: 'relay' as const, key: account, version: 0, agentLockId: null, at: core.now().toISOString(), found: wanted }
  core.log.warn('drift repaired', { account, wanted, was })
  tell(core, { kind: 'drift', standing: { ...standing, found: was }, wanted, repaired: isRepaired })
  noteFound(core.journal, 'relay', account, wanted, core.now())
}

async function resumeWatch(core: Core, id: string): Promise<void> {
  const watch = openWatches(core.journal).find((one) => one.id === id)
  if (!watch) return
  if (watch.step === 'beginning') {
    const running = accountState(core, watch.account).watch
    if (running?.id === id) await core.relayTurn(watch.account, () => beginWatch(core, running))
    return
  }
  await finishWatch(core, id)
}

function knownAccounts(core: Core): Set<string> {
  const ordered = standingOrders(core.journal).filter((order) => order.kind === 'relay').map((order) => order.key)
  return new Set([...standingOwnLocks(core.journal).map((lock) => lock.account), ...ordered])
}

function isKnown(core: Core, account: string): boolean {
  return relayOrderOf(core.journal, account) !== null || knownAccounts(core).has(account)
}

async function attempt(core: Core, code: 'relay-unknown' | 'act-unfinished' | 'late-mail', work: () => Promise<void>): Promise<void> {
  try {
    await work()
    tellTroubleOver(core, code)
  } catch (error) {
    tellTrouble(core, code, sayTrouble(code, { error: errorText(error) }))
  }
}
