import type { WatchedWish } from '../../protocol/standing-orders.ts'
import { noteFound } from '../journal/journal-standing.ts'
import { noteWatch, saveWatch, watchById, type Watch } from '../journal/journal-watches.ts'
import { accountState, type Core } from './core.ts'
import { readWanted } from './hold-relay.ts'
import { tell } from './tell-desk.ts'

/** Where watching stops the whole queue of a host, everybody waits: never longer, never for more mails than this. */
const QUEUE_WATCH = { seconds: 120, mails: 50 }

/** Notes the watch with all it needs to begin, or to begin again after a crash. Call it inside the journal's write. */
export function prepareWatch(core: Core, account: string, wish: WatchedWish, foreignHolds: string[]): void {
  noteWatch(core.journal, account, cappedWish(core, wish), foreignHolds, core.now())
  accountState(core, account).watch = watchById(core.journal, wish.guardedUnlockId)
}

/**
 * Lets the account send with every mail held, in one change of the relay, so that there is no moment of open relay
 * between lock and watch. The time counts from the moment it is in force. Call it in the account's relay turn.
 */
export async function beginWatch(core: Core, watch: Watch): Promise<void> {
  if (readWanted(core, watch.account) !== 'watched') return
  await core.host.setRelay(watch.account, 'watched')
  if (watch.step !== 'beginning') return

  const now = core.now()
  watch.step = 'watching'
  watch.beganAt = now.toISOString()
  watch.until = new Date(now.getTime() + watch.wish.watchSeconds * 1000).toISOString()
  const until = watch.until
  core.journal.write(() => {
    saveWatch(core.journal, watch)
    noteFound(core.journal, 'relay', watch.account, 'watched', now)
    tell(core, { kind: 'watch-began', guardedUnlockId: watch.id, account: watch.account, until })
  })
  core.log.info('watch began', { account: watch.account, guardedUnlock: watch.id, until })
}

function cappedWish(core: Core, wish: WatchedWish): WatchedWish {
  if (core.host.capabilities.watches === 'account') return wish
  return {
    ...wish,
    watchSeconds: Math.min(wish.watchSeconds, QUEUE_WATCH.seconds),
    mailsMax: Math.min(wish.mailsMax, QUEUE_WATCH.mails),
  }
}
