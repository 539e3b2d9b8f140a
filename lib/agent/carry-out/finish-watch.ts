import type { EventOf } from '../../protocol/events.ts'
import { ownLocksOf } from '../journal/journal-locks.ts'
import { sweepOf } from '../journal/journal-sweeps.ts'
import { saveWatch, watchById, type Watch } from '../journal/journal-watches.ts'
import { accountState, type Core } from './core.ts'
import { holdRelay } from './hold-relay.ts'
import { heldByWatch } from './judge-watch.ts'
import { moveMessages } from './move-messages.ts'
import { sweepAccount } from './sweep-account.ts'
import { tell } from './tell-desk.ts'

const MESSAGES_PER_RELEASE = 100

/**
 * Does what is left to do for a watch whose outcome is decided: the relay as wanted, the held mail to where it belongs,
 * then word to the desk. Safe to repeat from any point.
 */
export async function finishWatch(core: Core, watchId: string): Promise<void> {
  const known = watchById(core.journal, watchId)
  if (!known || known.endedAt !== null) return
  const state = accountState(core, known.account)
  const watch = state.watch?.id === watchId ? state.watch : known

  switch (watch.step) {
    case 'beginning':
    case 'watching':
      return
    case 'opening':
    case 'withdrawn':
      await openAndRelease(core, watch)
      break
    case 'breached':
    case 'cancelled':
      await core.relayTurn(watch.account, () => holdRelay(core, watch.account))
      await sweepAccount(core, watch.account)
      break
  }
  endWatch(core, watch)
}

async function openAndRelease(core: Core, watch: Watch): Promise<void> {
  await core.relayTurn(watch.account, () => holdRelay(core, watch.account))
  await core.queueTurn(watch.account, () => releaseHeld(core, watch))
  // Locked again while mail was being released: what is still held goes where the new lock's mail goes.
  if (sweepOf(core.journal, watch.account)) await sweepAccount(core, watch.account)
}

async function releaseHeld(core: Core, watch: Watch): Promise<void> {
  const held = heldByWatch(watch, await core.host.find({ account: watch.account }))
  const purpose = { account: watch.account, batchId: null, cause: 'order' as const, agentLockId: null, guardedUnlockId: watch.id }
  for (let from = 0; from < held.length; from += MESSAGES_PER_RELEASE) {
    if (accountState(core, watch.account).relay !== 'open') return
    await moveMessages(core, 'release', held.slice(from, from + MESSAGES_PER_RELEASE), purpose)
  }
}

function endWatch(core: Core, watch: Watch): void {
  const state = accountState(core, watch.account)
  core.journal.write(() => {
    watch.endedAt = core.now().toISOString()
    watch.released = countOurs(core, watch, 'released') + countOurs(core, watch, 'ended')
    watch.quarantined = countOurs(core, watch, 'quarantined')
    saveWatch(core.journal, watch)
    tell(core, endedEvent(core, watch))
  })
  if (state.watch?.id === watch.id) state.watch = null
  core.progress.delete(watch.id)
  core.log.info('watch ended', { account: watch.account, guardedUnlock: watch.id, step: watch.step, left: watch.left })
}

function endedEvent(core: Core, watch: Watch): EventOf<'watch-ended'> {
  return {
    kind: 'watch-ended',
    guardedUnlockId: watch.id,
    account: watch.account,
    outcome: outcomeOf(watch),
    breach: watch.breach,
    figures: watch.figures,
    excerpts: watch.excerpts,
    agentLockId: watch.agentLockId ?? (watch.step === 'opening' ? (ownLocksOf(core.journal, watch.account)[0]?.id ?? null) : null),
    released: watch.released,
    quarantined: watch.quarantined,
    left: watch.left,
  }
}

function outcomeOf(watch: Watch): 'clean' | 'breach' | 'cancelled' {
  switch (watch.step) {
    case 'opening':
      return 'clean'
    case 'breached':
      return 'breach'
    case 'cancelled':
    case 'withdrawn':
    case 'beginning':
    case 'watching':
      return 'cancelled'
  }
}

function countOurs(core: Core, watch: Watch, state: string): number {
  const row = core.journal.prepare('SELECT count(*) AS n FROM ours WHERE guarded_unlock_id = ? AND state = ?').get(watch.id, state)
  return Number(row?.n ?? 0)
}
