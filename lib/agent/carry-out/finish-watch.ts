import type { EventOf } from '../../protocol/events.ts'
import { ownLocksOf } from '../journal/journal-locks.ts'
import { saveSweep, sweepOf } from '../journal/journal-sweeps.ts'
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
 * then word to the desk. Safe to repeat from any point; calls that come while one runs share it.
 */
export function finishWatch(core: Core, watchId: string): Promise<void> {
  const running = core.finishing.get(watchId)
  if (running) return running
  const mine = finish(core, watchId).finally(() => core.finishing.delete(watchId))
  core.finishing.set(watchId, mine)
  return mine
}

async function finish(core: Core, watchId: string): Promise<void> {
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
  if (accountState(core, watch.account).relay === 'open') return

  // Locked again while mail was being released: what is still held goes where mail of a locked account goes.
  if (!sweepOf(core.journal, watch.account)) sweepRest(core, watch)
  await sweepAccount(core, watch.account)
}

/** Releases until nothing is held, or until the account is locked again. Throws when a round moves nothing. */
async function releaseHeld(core: Core, watch: Watch): Promise<void> {
  const purpose = { account: watch.account, batchId: null, cause: 'order' as const, agentLockId: null, guardedUnlockId: watch.id }
  while (accountState(core, watch.account).relay === 'open') {
    const held = heldByWatch(watch, await core.host.find({ account: watch.account }))
    if (held.length === 0) return
    const result = await moveMessages(core, 'release', held.slice(0, MESSAGES_PER_RELEASE), purpose)
    if (result.moved.length + result.already.length === 0) throw new Error(`held mail of ${watch.account} cannot be released`)
  }
}

function sweepRest(core: Core, watch: Watch): void {
  const { account, id } = watch
  saveSweep(core.journal, { account, batchId: core.newId(), cause: 'order', agentLockId: null, guardedUnlockId: id })
  accountState(core, account).isSwept = true
}

function endWatch(core: Core, watch: Watch): void {
  const state = accountState(core, watch.account)
  core.journal.write(() => {
    watch.endedAt = core.now().toISOString()
    watch.released = countOurs(core, watch, 'released') + countOurs(core, watch, 'ended')
    watch.quarantined = countOurs(core, watch, 'quarantined')
    watch.figures.recipients = Math.max(watch.figures.recipients, countRecipients(core, watch))
    saveWatch(core.journal, watch)
    tell(core, endedEvent(core, watch))
  })
  if (state.watch?.id === watch.id) state.watch = null
  state.lastWatch = watch
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

/** Recipients of all mail that was held under the watch: Postfix logs none for mail that is held. */
function countRecipients(core: Core, watch: Watch): number {
  const sum = "SELECT sum(json_array_length(message, '$.recipients')) AS n FROM ours WHERE guarded_unlock_id = ?"
  return Number(core.journal.prepare(sum).get(watch.id)?.n ?? 0)
}
