import { binBegin, type Span } from './delivery-period.ts'
import { addToPair, emptyPair, isAboutUs, judged, pairState, type MatrixHost, type Pair, type PairState } from './matrix.ts'
import { readClass } from './pair.ts'
import type { AccountBehind, BinSum, HeardReply, HostPair, HostSum } from './receiver-records.ts'
import type { RefusalClass } from '../refusals/refusal.ts'

/** One host and the receiver. Of a silent host nothing is said to be so now: its state is unknown, what was counted before stays counted. */
export type ReceiverHost = { host: MatrixHost; pair: Pair; state: PairState | 'silent' }
/** The same with what it met. */
export type ToldHost = ReceiverHost & {
  /** The first refusal about us in the period; `isOlder` when it lies in the period's first step or hour, so that it may have begun before. */
  firstRefused: { at: string; isOlder: boolean } | null
  /** The classes about us, most frequent first. */
  classes: RefusalClass[]
}

const STATES: ReceiverHost['state'][] = ['refused', 'deferring', 'silent', 'few', 'fine']

/** Hosts that spoke to the receiver in the span or are silent, the worst first. */
export function receiverHosts(hosts: MatrixHost[], pairs: HostPair[]): ReceiverHost[] {
  const byHost = new Map(pairs.map(({ hostId, delivered, deferred, refused, others }) => [hostId, { delivered, deferred, refused, others }]))
  return hosts
    .filter((host) => byHost.has(host.id) || host.isSilent)
    .map((host) => {
      const pair = byHost.get(host.id) ?? emptyPair()
      return { host, pair, state: host.isSilent ? ('silent' as const) : pairState(pair) }
    })
    .sort((a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state) || refusedOf(b.pair) - refusedOf(a.pair) || a.host.name.localeCompare(b.host.name))
}

function refusedOf({ refused, deferred }: Pair): number {
  return refused + deferred
}

/** What hosts met, from their refusals in the span. */
export function tellHosts(hosts: ReceiverHost[], refusals: HostSum[], span: Span): ToldHost[] {
  const byHost = Map.groupBy(refusals.filter(isAgainstUs), ({ hostId }) => hostId)
  return hosts.map((host) => {
    const against = (byHost.get(host.host.id) ?? []).sort((a, b) => b.count - a.count)
    return { ...host, firstRefused: firstOf(against, span), classes: [...new Set(against.map(({ refusalClass }) => readClass(refusalClass)))] }
  })
}

/** Whether attempts ended with a refusal about us. */
export function isAgainstUs({ outcome, refusalClass }: Pick<HostSum, 'outcome' | 'refusalClass'>): boolean {
  return outcome !== 'delivered' && isAboutUs(refusalClass)
}

/** The first of some refusals; undetermined towards the past when it lies at the period's edge. */
export function firstOf(sums: { firstAt: Date }[], span: Span): ToldHost['firstRefused'] {
  const first = sums.map(({ firstAt }) => firstAt.getTime()).sort((a, b) => a - b)[0]
  return first === undefined ? null : { at: new Date(first).toISOString(), isOlder: first === span.from.getTime() }
}

/** One bar of time: what was taken, and what was refused by class. Null: nothing was counted, which is unknown and not good. */
export type ReceiverBin = { at: string; pair: Pair; classes: Partial<Record<RefusalClass, number>> } | { at: string; pair: null; classes: null }

export function receiverBins(sums: Omit<BinSum, 'firstAt' | 'lastAt'>[], span: Span): ReceiverBin[] {
  const byBin = Map.groupBy(sums, ({ bin }) => bin)
  return Array.from({ length: span.bins }, (_, bin) => {
    const at = binBegin(span, bin).toISOString()
    const own = byBin.get(bin)
    if (!own) return { at, pair: null, classes: null }
    const pair = emptyPair()
    const classes: Partial<Record<RefusalClass, number>> = {}
    for (const sum of own) {
      addToPair(pair, sum)
      if (sum.outcome === 'delivered') continue
      const name = readClass(sum.refusalClass)
      classes[name] = (classes[name] ?? 0) + sum.count
    }
    return { at, pair, classes }
  })
}

/** Whose mail was refused, as far as samples tell. */
export type HitCustomer = { customer: { number: string; name: string } | null; accounts: { name: string; samples: number; lastAt: string }[]; samples: number }

/** Customers by how many samples are theirs; accounts of nobody stand together at the end. */
export function hitCustomers(replies: HeardReply[], behind: AccountBehind[]): HitCustomer[] {
  const ofAccount = new Map(behind.map(({ name, customer }) => [name, customer]))
  const byAccount = Map.groupBy(replies.filter(({ account }) => account !== null), ({ account }) => account ?? '')
  const accounts = [...byAccount].map(([name, own]) => ({ name, samples: own.length, lastAt: own.map(({ at }) => at).sort().at(-1) ?? '', customer: ofAccount.get(name) ?? null }))
  return [...Map.groupBy(accounts, ({ customer }) => customer?.number ?? '')]
    .map(([, own]) => ({
      customer: own[0]?.customer ?? null,
      accounts: own.map(({ name, samples, lastAt }) => ({ name, samples, lastAt })).sort((a, b) => b.samples - a.samples || a.name.localeCompare(b.name)),
      samples: own.reduce((sum, { samples }) => sum + samples, 0),
    }))
    .sort((a, b) => Number(b.customer !== null) - Number(a.customer !== null) || b.samples - a.samples)
}

/** A receiver over all hosts: worse than its state is what single hosts meet. */
export function totalOf(hosts: ReceiverHost[]): { pair: Pair; attempts: number; state: PairState; troubled: number; silent: number } {
  const pair = emptyPair()
  for (const each of hosts) for (const key of ['delivered', 'deferred', 'refused', 'others'] as const) pair[key] += each.pair[key]
  return {
    pair, attempts: judged(pair) + pair.others, state: pairState(pair),
    troubled: hosts.filter(({ state }) => state === 'refused' || state === 'deferring').length,
    silent: hosts.filter(({ state }) => state === 'silent').length,
  }
}
