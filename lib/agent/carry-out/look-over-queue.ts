import { messageKey } from '../../protocol/messages.ts'
import { saveLive } from '../journal/journal-counters.ts'
import { oursByState, setOurState } from '../journal/journal-messages.ts'
import { accountState, type Core } from './core.ts'
import { tell } from './tell-desk.ts'

const FORGET_AFTER_SECONDS = 600

/**
 * A look at everything that lies on the host, at start and every few minutes: which mails wait undeliverable, which of
 * ours somebody removed by hand, and which the log never said were gone.
 */
export async function lookOverQueue(core: Core): Promise<void> {
  const askedAt = core.now()
  const found = await core.host.find('all')
  const keys = new Set(found.map(messageKey))
  const ids = new Set(found.map((message) => message.id))
  for (const message of found) {
    const account = core.live.get(message.id)?.account ?? message.account
    if (message.place === 'deferred' && account !== null && message.parentId === null) {
      accountState(core, account).undeliverable.add(message.id)
    }
  }
  core.journal.write(() => {
    noteGone(core, keys, askedAt)
    if (core.logBehindBytes === 0) forgetLost(core, ids, askedAt)
  })
}

function noteGone(core: Core, keys: Set<string>, askedAt: Date): void {
  for (const ours of oursByState(core.journal, 'quarantined')) {
    if (keys.has(ours.key)) continue
    setOurState(core.journal, ours.key, 'gone', askedAt)
    core.taken.delete(ours.id)
    tell(core, { kind: 'fate', messageKey: ours.key, fate: 'gone', recipient: null, reply: null })
  }
}

/** Messages whose removal the log did not tell (a line was lost); never while lines are still to be read. */
function forgetLost(core: Core, ids: Set<string>, askedAt: Date): void {
  const before = Math.floor(askedAt.getTime() / 1000) - FORGET_AFTER_SECONDS
  for (const [id, live] of core.live) {
    if (ids.has(id) || live.seenSeconds > before) continue
    core.live.delete(id)
    saveLive(core.journal, id, undefined)
    if (live.account !== null) core.accounts.get(live.account)?.undeliverable.delete(id)
  }
}
