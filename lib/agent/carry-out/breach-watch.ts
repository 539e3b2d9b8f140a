import { noteOwnLock, type OwnLock } from '../journal/journal-locks.ts'
import { saveSweep } from '../journal/journal-sweeps.ts'
import { saveWatch, type Watch, type WatchBreach } from '../journal/journal-watches.ts'
import { accountState, type Core } from './core.ts'

/** The lock that ends a watch; in memory at once, so that nothing is judged twice. `noteBreach` writes it down. */
export function breachLock(core: Core, watch: Watch, breach: WatchBreach, excerpts: string[]): OwnLock {
  const lock: OwnLock = {
    id: core.newId(),
    account: watch.account,
    cause: 'breach',
    evidence: null,
    batchId: core.newId(),
    guardedUnlockId: watch.id,
    madeAt: core.now().toISOString(),
    inForceAt: null,
  }
  watch.step = 'breached'
  watch.breach = breach
  watch.excerpts = excerpts
  watch.agentLockId = lock.id
  const state = accountState(core, watch.account)
  state.relay = 'locked'
  state.isSwept = true
  return lock
}

/** Lock, sweep and the watch's step in one write: after it a crash can only end in locked. */
export function noteBreach(core: Core, watch: Watch, lock: OwnLock): void {
  core.journal.write(() => {
    noteOwnLock(core.journal, lock)
    saveSweep(core.journal, {
      account: lock.account,
      batchId: lock.batchId,
      cause: 'breach',
      agentLockId: lock.id,
      guardedUnlockId: watch.id,
    })
    saveWatch(core.journal, watch)
  })
}
