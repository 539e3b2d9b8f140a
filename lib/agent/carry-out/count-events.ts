import type { LogEvent } from '../host/mail-host.ts'
import type { DeliveryCell, ReplySample } from '../../protocol/deliveries.ts'
import type { Step } from '../deliveries/count-cells.ts'
import type { LiveMessage } from '../journal/journal-counters.ts'
import type { OwnLock } from '../journal/journal-locks.ts'
import type { Watch } from '../journal/journal-watches.ts'
import { addNetwork } from '../limits/count-hours.ts'
import { addToWindow, type Bucket, type Tally } from '../limits/count-window.ts'
import { keepExcerpt, listExcerpts } from '../limits/keep-excerpts.ts'
import { nameNetwork } from '../limits/name-network.ts'
import { breachLock } from './breach-watch.ts'
import { accountState, type AccountState, type Core } from './core.ts'
import { crossingOf, judgeAccount } from './judge-account.ts'
import { countArrival, isUnder, watchBreach } from './judge-watch.ts'
import { tell } from './tell-desk.ts'
import { countDelivery } from './count-delivery.ts'
import { enterHour } from './enter-hour.ts'
import { sayTrouble } from '../../hosts/trouble-sentences.ts'

export type Fate = { key: string; fate: 'delivered' | 'deferred' | 'bounced'; recipient: string; reply: string }

/** What one batch of log lines changed; written down in one transaction, then acted upon. */
export type Changes = {
  buckets: Map<AccountState, Set<Bucket>>
  hours: Set<AccountState>
  liveIds: Set<string>
  watches: Set<Watch>
  locks: OwnLock[]
  breaches: { watch: Watch; lock: OwnLock }[]
  toSweep: Set<string>
  fates: Fate[]
  /** Cells of delivery attempts, by step and key, and samples of replies. */
  cells: Map<string, { step: string; key: string; cell: DeliveryCell }>
  samples: { step: string; key: string; sample: ReplySample }[]
  /** Texts whose count grew, by step and key. */
  texts: Map<string, { step: Step; key: string }>
  /** Keys of messages we gave back that left the queue. */
  ended: string[]
  unread: string[]
}

export function noChanges(): Changes {
  return {
    buckets: new Map(), hours: new Set(), liveIds: new Set(), watches: new Set(), locks: [], breaches: [],
    toSweep: new Set(), fates: [], cells: new Map(), samples: [], texts: new Map(), ended: [], unread: [],
  }
}

/** Counts one line, and judges the account it speaks of at once, so that the crossing message is the one that crossed. */
export function countEvent(core: Core, event: LogEvent, changes: Changes): void {
  switch (event.kind) {
    case 'accepted':
      return countAccepted(core, event, changes)
    case 'sized':
      return countSized(core, event, changes)
    case 'attempt':
      return countAttempt(core, event, changes)
    case 'put-off':
      return countPutOff(core, event, changes)
    case 'bounce-made':
      return countBounceMade(core, event, changes)
    case 'removed':
      return countRemoved(core, event, changes)
    case 'refused':
      return countRefused(core, event, changes)
    case 'unread':
      changes.unread.push(event.line)
  }
}

type Of<K extends LogEvent['kind']> = Extract<LogEvent, { kind: K }>

function countAccepted(core: Core, event: Of<'accepted'>, changes: Changes): void {
  const state = event.account === null ? null : accountState(core, event.account)
  const watch = state?.watch && isUnder(state.watch, event) ? state.watch : null
  addLive(core, event, { account: event.account, parentId: null, watchId: watch?.id ?? null }, changes)
  if (!state) return

  keepExcerpt(state.excerpts, 'accepted', event.line)
  const network = event.clientIp === null ? null : nameNetwork(event.clientIp)
  countFor(core, state, event.at, { messages: 1 }, changes, network)
  state.hour.tally.messages += 1
  addNetwork(state.hour.tally, network)
  if (watch) {
    state.hour.tally.held += 1
    countArrival(watch, event.at)
  }
  if (state.isSwept) changes.toSweep.add(state.name)
  judge(core, state, event.at, event.id, changes)
}

type Whose = Pick<LiveMessage, 'account' | 'parentId' | 'watchId'>

function addLive(core: Core, event: { id: string; at: Date }, whose: Whose, changes: Changes): void {
  const seenSeconds = Math.floor(event.at.getTime() / 1000)
  const isSaved = core.live.get(event.id)?.isSaved ?? false
  core.live.set(event.id, { ...whose, isSized: false, isDeferred: false, seenSeconds, isSaved })
  changes.liveIds.add(event.id)
}

function countSized(core: Core, event: Of<'sized'>, changes: Changes): void {
  const live = core.live.get(event.id)
  if (!live || live.isSized) return
  live.isSized = true
  changes.liveIds.add(event.id)
  if (live.account === null || live.parentId !== null) return

  const state = accountState(core, live.account)
  keepExcerpt(state.excerpts, 'sized', event.line)
  countFor(core, state, event.at, { recipients: event.recipients }, changes)
  state.hour.tally.recipients += event.recipients
  if (live.watchId !== null && state.watch?.id === live.watchId) state.watch.figures.recipients += event.recipients
  if (state.isSwept) changes.toSweep.add(state.name)
  judge(core, state, event.at, event.id, changes)
}

function countAttempt(core: Core, event: Of<'attempt'>, changes: Changes): void {
  countDelivery(core, event, changes)
  const key = core.tracked.get(event.id)
  if (key !== undefined) changes.fates.push({ key, fate: event.outcome, recipient: event.recipient, reply: event.reply })
  const live = core.live.get(event.id)
  if (!live || live.account === null || live.parentId !== null) return

  const state = accountState(core, live.account)
  if (event.outcome !== 'delivered') keepExcerpt(state.excerpts, 'failed', event.line)
  countFor(core, state, event.at, attemptTally(event), changes)
  countOutcome(state, event)
  if (event.outcome === 'deferred' && !live.isDeferred) {
    live.isDeferred = true
    changes.liveIds.add(event.id)
  }
  // A line about the last attempt before it was taken out may come after that.
  if (live.isDeferred && !core.taken.has(event.id)) state.undeliverable.add(event.id)
  if (event.outcome === 'delivered' && live.watchId !== null) countLeft(state, event.id, core, changes)
  judge(core, state, event.at, event.id, changes)
}

/** It waits undeliverable like any other, although nobody was asked this time. */
function countPutOff(core: Core, event: Of<'put-off'>, changes: Changes): void {
  const live = core.live.get(event.id)
  if (!live || live.account === null || live.parentId !== null || core.taken.has(event.id)) return
  const state = accountState(core, live.account)
  if (!live.isDeferred) {
    live.isDeferred = true
    changes.liveIds.add(event.id)
  }
  state.undeliverable.add(event.id)
  countFor(core, state, event.at, {}, changes)
  judge(core, state, event.at, event.id, changes)
}

function attemptTally(event: Of<'attempt'>): Partial<Tally> {
  switch (event.outcome) {
    case 'delivered':
      return { attempts: 1 }
    case 'deferred':
      return { attempts: 1, temporaryFailures: 1 }
    case 'bounced':
      return { attempts: 1, permanentFailures: 1, unknownRecipients: event.isUnknownUser ? 1 : 0 }
  }
}

function countOutcome(state: AccountState, event: Of<'attempt'>): void {
  state.hour.tally[event.outcome] += 1
  if (event.outcome === 'bounced' && event.isUnknownUser) state.hour.tally.unknownRecipients += 1
}

/** A mail that was accepted under watch left the host: a fault, counted once per mail and shown as it is. */
function countLeft(state: AccountState, id: string, core: Core, changes: Changes): void {
  const live = core.live.get(id)
  if (!live || !state.watch || live.watchId !== state.watch.id) return
  if (state.watch.step === 'opening' || state.watch.step === 'withdrawn') return
  live.watchId = null
  changes.liveIds.add(id)
  state.watch.left += 1
  changes.watches.add(state.watch)
}

function countBounceMade(core: Core, event: Of<'bounce-made'>, changes: Changes): void {
  const account = core.live.get(event.parentId)?.account ?? null
  addLive(core, event, { account, parentId: event.parentId, watchId: null }, changes)
  if (account !== null && core.accounts.get(account)?.isSwept) changes.toSweep.add(account)
}

function countRemoved(core: Core, event: Of<'removed'>, changes: Changes): void {
  const key = core.tracked.get(event.id)
  if (key !== undefined) {
    core.tracked.delete(event.id)
    changes.ended.push(key)
  }
  const live = core.live.get(event.id)
  if (!live) return
  core.live.delete(event.id)
  if (live.isSaved) changes.liveIds.add(event.id)
  else changes.liveIds.delete(event.id)
  if (live.account !== null) core.accounts.get(live.account)?.undeliverable.delete(event.id)
}

function countRefused(core: Core, event: Of<'refused'>, changes: Changes): void {
  if (event.account === null || event.why === 'other') return
  const state = accountState(core, event.account)
  keepExcerpt(state.excerpts, 'other', event.line)
  const network = event.clientIp === null ? null : nameNetwork(event.clientIp)
  if (event.why === 'relay-lock') {
    countFor(core, state, event.at, {}, changes, network)
    state.hour.tally.refused += 1
    return
  }
  countFor(core, state, event.at, { attempts: 1, unknownRecipients: 1 }, changes, network)
  state.hour.tally.unknownRecipients += 1
  if (state.watch && state.relay === 'watched') state.watch.figures.unknownRecipients += 1
  judge(core, state, event.at, null, changes)
}

function countFor(core: Core, state: AccountState, at: Date, added: Partial<Tally>, changes: Changes, network: string | null = null): void {
  enterHour(core, state, at)
  const bucket = addToWindow(state.window, at.getTime(), added, network)
  const buckets = changes.buckets.get(state)
  if (buckets) buckets.add(bucket)
  else changes.buckets.set(state, new Set([bucket]))
  changes.hours.add(state)
}

function judge(core: Core, state: AccountState, at: Date, id: string | null, changes: Changes): void {
  if (state.relay === 'open') {
    if (!core.host.capabilities.locks) return tellCrossing(core, state, at)
    const lock = judgeAccount(core, state, at, id)
    if (lock) changes.locks.push(lock)
    return
  }
  const watch = state.watch
  if (!watch || state.relay !== 'watched') return

  changes.watches.add(watch)
  const breach = watchBreach(watch)
  if (!breach) return
  const lock = breachLock(core, watch, breach, listExcerpts(state.excerpts))
  changes.breaches.push({ watch, lock })
}

/** A host that cannot lock says so, once for each account: a person has to do it on the host itself. */
function tellCrossing(core: Core, state: AccountState, at: Date): void {
  const crossed = crossingOf(core, state, at)
  const key = `cannot-lock ${state.name}`
  if (!crossed || core.toldTroubles.has(key)) return
  core.toldTroubles.add(key)
  const { limit, value, threshold } = crossed.crossing
  const text = sayTrouble('cannot-lock', { account: state.name, limit, value, threshold })
  tell(core, { kind: 'trouble', code: 'cannot-lock', text: text.slice(0, 500), over: false })
}
