import type { StandingOrder, WatchedWish } from '../../protocol/standing-orders.ts'
import { liftOwnLocks, ownLocksOf } from '../journal/journal-locks.ts'
import { relayOrderOf, saveStanding } from '../journal/journal-standing.ts'
import { dropSweep, saveSweep, sweepOf } from '../journal/journal-sweeps.ts'
import { saveWatch, watchById } from '../journal/journal-watches.ts'
import { errorText } from '../log.ts'
import { beginWatch, prepareWatch } from './begin-watch.ts'
import { accountState, type Core } from './core.ts'
import { finishWatch } from './finish-watch.ts'
import { holdRelay, readWanted } from './hold-relay.ts'
import { refuseStale } from './put-standing.ts'
import { resetAccount } from './reset-account.ts'
import { sweepAccount } from './sweep-account.ts'
import { tell } from './tell-desk.ts'
import { tightenAsOrdered } from './tighten-account.ts'

type RelayOrder = Extract<StandingOrder, { kind: 'relay' }>

/** Takes in what the relay of one account shall be, and puts it in force. Lock wins over all else. */
export async function putRelay(core: Core, order: RelayOrder): Promise<void> {
  switch (order.data.state) {
    case 'locked':
      return putEnding(core, order, 'cancelled')
    case 'open':
      return putEnding(core, order, 'withdrawn')
    case 'watched':
      return putWatched(core, order, order.data)
  }
}

/** Locked or open: a watch that runs is over, its held mail goes to quarantine or back into the queue. */
async function putEnding(core: Core, order: RelayOrder, ending: 'cancelled' | 'withdrawn'): Promise<void> {
  const watchId = await core.relayTurn(order.key, async () => {
    const ended = core.journal.write(() => {
      refuseStale(core, order)
      const isNew = relayOrderOf(core.journal, order.key)?.version !== order.version
      saveStanding(core.journal, order, core.now())
      if (!isNew) return null
      if (order.data.state === 'open') liftLocks(core, order.key, order.data.lifts)
      tightenAsOrdered(core, order)
      return stopWatch(core, order.key, ending)
    })
    await holdOrNote(core, order.key)
    return ended
  })
  if (watchId !== null) core.background.run('finish watch', () => finishWatch(core, watchId))
}

async function putWatched(core: Core, order: RelayOrder, wish: WatchedWish): Promise<void> {
  if (relayOrderOf(core.journal, order.key)?.version !== order.version) await makeReadyForWatch(core, order.key, wish)
  const foreignHolds = await findHolds(core, order.key)
  await core.relayTurn(order.key, async () => {
    const isBegun = core.journal.write(() => noteWatched(core, order, wish, foreignHolds))
    const watch = accountState(core, order.key).watch
    await holdOrNote(core, order.key, isBegun && watch ? () => beginWatch(core, watch) : undefined)
  })
}

/** An older watch ends locked first, and late mail of the lock is out of the queue before anything may pass again. */
async function makeReadyForWatch(core: Core, account: string, wish: WatchedWish): Promise<void> {
  const running = accountState(core, account).watch
  if (running && running.id !== wish.guardedUnlockId) {
    const stopped = core.journal.write(() => stopWatch(core, account, 'cancelled'))
    if (stopped !== null) await finishWatch(core, stopped)
  }
  if (sweepOf(core.journal, account)) await sweepAccount(core, account)
}

/** Answers whether there is a watch to begin; without one the account stays as locked as it was. */
function noteWatched(core: Core, order: RelayOrder, wish: WatchedWish, foreignHolds: string[]): boolean {
  refuseStale(core, order)
  const isNew = relayOrderOf(core.journal, order.key)?.version !== order.version
  saveStanding(core.journal, order, core.now())
  if (isNew) liftLocks(core, order.key, wish.lifts)
  const known = watchById(core.journal, wish.guardedUnlockId)
  if (known) return known.step === 'beginning' || known.step === 'watching'
  if (ownLocksOf(core.journal, order.key).length > 0) {
    tellNotBegun(core, order.key, wish)
    return false
  }

  dropSweep(core.journal, order.key)
  resetAccount(core, order.key)
  accountState(core, order.key).isSwept = false
  prepareWatch(core, order.key, wish, foreignHolds)
  return true
}

/** A lock that the order does not name was made meanwhile; it wins, and the desk learns that nothing was watched. */
function tellNotBegun(core: Core, account: string, wish: WatchedWish): void {
  tell(core, {
    kind: 'watch-ended',
    guardedUnlockId: wish.guardedUnlockId,
    account,
    outcome: 'cancelled',
    breach: null,
    figures: { arrived: 0, recipients: 0, unknownRecipients: 0, perTenSeconds: [] },
    excerpts: [],
    agentLockId: ownLocksOf(core.journal, account)[0]?.id ?? null,
    released: 0,
    quarantined: 0,
    left: 0,
  })
}

function liftLocks(core: Core, account: string, ids: string[]): void {
  liftOwnLocks(core.journal, account, ids, core.now())
  if (ownLocksOf(core.journal, account).length > 0) return
  resetAccount(core, account)
  const order = relayOrderOf(core.journal, account)
  if (order?.data.state !== 'open') return
  dropSweep(core.journal, account)
  accountState(core, account).isSwept = false
}

function stopWatch(core: Core, account: string, ending: 'cancelled' | 'withdrawn'): string | null {
  const watch = accountState(core, account).watch
  if (!watch || (watch.step !== 'beginning' && watch.step !== 'watching')) return null
  watch.step = ending
  saveWatch(core.journal, watch)
  if (ending === 'cancelled') {
    const batchId = core.newId()
    saveSweep(core.journal, { account, batchId, cause: 'order', agentLockId: null, guardedUnlockId: watch.id })
    accountState(core, account).isSwept = true
  }
  readWanted(core, account)
  return watch.id
}

/** What the host cannot do now stays wanted: `found` says unknown, and the next look at the host tries again. */
async function holdOrNote(core: Core, account: string, hold: () => Promise<unknown> = () => holdRelay(core, account)): Promise<void> {
  try {
    await hold()
  } catch (error) {
    core.log.error('a relay cannot be put in force', error, { account, text: errorText(error) })
  }
}

async function findHolds(core: Core, account: string): Promise<string[]> {
  const found = await core.host.find({ account })
  return found.filter((message) => message.place === 'hold').map((message) => message.id)
}
