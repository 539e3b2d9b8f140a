import type { MailHost } from '../host/mail-host.ts'
import { loadBuckets, loadLive } from '../journal/journal-counters.ts'
import { standingOwnLocks } from '../journal/journal-locks.ts'
import { oursByState } from '../journal/journal-messages.ts'
import { standingOrders } from '../journal/journal-standing.ts'
import { allSweeps } from '../journal/journal-sweeps.ts'
import { openWatches, tightAccounts, watchesEndedAfter } from '../journal/journal-watches.ts'
import type { Journal } from '../journal/open-journal.ts'
import { limitsByKey } from '../limits/choose-limits.ts'
import { restoreBucket } from '../limits/count-window.ts'
import type { Log } from '../log.ts'
import { accountState, type Core } from './core.ts'
import { readWanted } from './hold-relay.ts'
import { LATE_MAIL_MS } from './judge-watch.ts'
import { makeBackground, makeTurns } from './take-turns.ts'
import { taughtClassifier } from './hold-refusal-rules.ts'
import { tightenAsOrdered } from './tighten-account.ts'

export type CoreParts = { host: MailHost; hostName: string; journal: Journal; log: Log; now: () => Date; newId: () => string }

/** The agent's memory as the journal tells it; the host is not touched. */
export function openCore(parts: CoreParts): Core {
  const core: Core = {
    ...parts,
    accounts: new Map(),
    live: loadLive(parts.journal),
    taken: new Set(oursByState(parts.journal, 'quarantined').map((ours) => ours.id)),
    tracked: new Map(oursByState(parts.journal, 'released').map((ours) => [ours.id, ours.key])),
    limits: limitsByKey(standingOrders(parts.journal)),
    door: new Set(),
    logBehindBytes: null,
    mtaVersion: null,
    relayTurn: makeTurns(),
    queueTurn: makeTurns(),
    background: makeBackground((name, error) => parts.log.error('background work failed', error, { name })),
    sweeping: new Map(),
    actsRunning: new Set(),
    finishing: new Map(),
    toldTroubles: new Set(),
    progress: new Map(),
    queueTold: '',
    steps: new Map(),
    delivered: new Map(),
    classify: taughtClassifier(parts.journal).classify,
  }
  loadAccounts(core)
  return core
}

function loadAccounts(core: Core): void {
  const { journal } = core
  for (const { account, bucket } of loadBuckets(journal)) restoreBucket(accountState(core, account).window, bucket)
  for (const [id, live] of core.live) {
    if (live.isDeferred && live.account !== null && !core.taken.has(id)) accountState(core, live.account).undeliverable.add(id)
  }
  for (const sweep of allSweeps(journal)) accountState(core, sweep.account).isSwept = true
  for (const watch of openWatches(journal)) {
    accountState(core, watch.account).watch = watch
    // Whether the desk was told what it had counted when the agent ended is not known.
    core.progress.set(watch.id, { isDue: true, toldAt: 0 })
  }
  for (const watch of watchesEndedAfter(journal, new Date(core.now().getTime() - LATE_MAIL_MS))) accountState(core, watch.account).lastWatch = watch
  for (const watch of tightAccounts(journal, core.now())) {
    accountState(core, watch.account).tight = { limits: watch.wish.tightLimits, until: Date.parse(watch.tightUntil ?? '') }
  }
  for (const order of standingOrders(journal)) {
    if (order.kind === 'relay') {
      readWanted(core, order.key)
      tightenAsOrdered(core, order)
    }
    if (order.kind === 'door') core.door = new Set(order.data.addresses.map((address) => address.toLowerCase()))
  }
  for (const lock of standingOwnLocks(journal)) readWanted(core, lock.account)
}
