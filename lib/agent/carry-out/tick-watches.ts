import type { QueuedMessage } from '../../protocol/messages.ts'
import { saveWatch, type Watch } from '../journal/journal-watches.ts'
import { listExcerpts } from '../limits/keep-excerpts.ts'
import { errorText } from '../log.ts'
import { breachLock, noteBreach } from './breach-watch.ts'
import { accountState, type Core } from './core.ts'
import { finishWatch } from './finish-watch.ts'
import { countHeld, heldByWatch, watchBreach } from './judge-watch.ts'
import { putLockInForce } from './lock-account.ts'
import { resetAccount } from './reset-account.ts'
import { tell, tellTrouble } from './tell-desk.ts'
import { sayTrouble } from '../../hosts/trouble-sentences.ts'

const PROGRESS_EVERY_MS = 1000
const HELD_MAX = 50

/** Ends watches whose time is over and tells how the others go, at most once a second each. Called a few times a second. */
export async function tickWatches(core: Core): Promise<void> {
  const now = core.now().getTime()
  for (const state of core.accounts.values()) {
    const watch = state.watch
    if (watch?.step !== 'watching') continue
    try {
      if (watch.until !== null && Date.parse(watch.until) <= now) await endInTime(core, watch)
      else await tellProgress(core, watch, now)
    } catch (error) {
      tellTrouble(core, 'watch-failed', sayTrouble('watch-failed', { account: watch.account, error: errorText(error) }))
    }
  }
}

/** The time is over: what lies held is counted once more on the host itself, then the relay opens or locks. */
async function endInTime(core: Core, watch: Watch): Promise<void> {
  const held = heldByWatch(watch, await core.host.find({ account: watch.account }))
  if (watch.step !== 'watching' || isBreach(core, watch, held)) return
  decideOpen(core, watch)
  core.background.run('finish watch', () => finishWatch(core, watch.id))
}

/** Counts what lies held on the host itself, where logs say nothing of recipients of held mail, and locks at a breach. */
function isBreach(core: Core, watch: Watch, held: QueuedMessage[]): boolean {
  countHeld(watch, held)
  const breach = watchBreach(watch)
  if (!breach) return false
  const lock = breachLock(core, watch, breach, listExcerpts(accountState(core, watch.account).excerpts))
  noteBreach(core, watch, lock)
  core.background.run('lock', () => putLockInForce(core, lock))
  return true
}

/** Clean: written down together with the tight limits, so that it never opens without them. */
function decideOpen(core: Core, watch: Watch): void {
  const tightUntil = core.now().getTime() + watch.wish.tightForSeconds * 1000
  core.journal.write(() => {
    watch.step = 'opening'
    watch.tightUntil = new Date(tightUntil).toISOString()
    saveWatch(core.journal, watch)
    resetAccount(core, watch.account)
  })
  accountState(core, watch.account).tight = { limits: watch.wish.tightLimits, until: tightUntil }
}

async function tellProgress(core: Core, watch: Watch, now: number): Promise<void> {
  const progress = core.progress.get(watch.id)
  if (!progress?.isDue || now - progress.toldAt < PROGRESS_EVERY_MS) return
  core.progress.set(watch.id, { isDue: false, toldAt: now })
  const held = heldByWatch(watch, await core.host.find({ account: watch.account }))
  if (watch.step !== 'watching' || isBreach(core, watch, held)) return
  const newestLast = held.sort((a, b) => Date.parse(a.arrivedAt) - Date.parse(b.arrivedAt)).slice(-HELD_MAX)
  tell(core, { kind: 'watch-progress', guardedUnlockId: watch.id, account: watch.account, figures: watch.figures, held: newestLast })
}
