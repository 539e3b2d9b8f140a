import type { DeliveryOutcome } from '../protocol/deliveries.ts'

export const matrixPeriods = ['60m', '24h', '7d'] as const
export type MatrixPeriod = (typeof matrixPeriods)[number]
export const PERIOD_MS: Record<MatrixPeriod, number> = { '60m': 3_600_000, '24h': 86_400_000, '7d': 7 * 86_400_000 }

/** Refusals that speak of the recipient or of this one mail: they say nothing about how the receiver sees our host. */
const NOT_ABOUT_US = new Set(['unknown_user', 'disabled', 'mailbox_full', 'recipient_policy', 'bad_domain', 'bad_sender', 'virus', 'size', 'expired'])
/** So few attempts prove nothing, neither good nor bad. */
export const FEW = 10
const FINE_FROM = 0.95
const REFUSED_FROM = 0.2

export type PairState = 'fine' | 'deferring' | 'refused' | 'few'

/** Attempts from one host to one receiver in a period. `refused`: refusals about us; `others`: about recipients and single mails. */
export type Pair = { delivered: number; deferred: number; refused: number; others: number }

export type PairRow = { hostId: number; receiver: string; outcome: DeliveryOutcome; refusalClass: string; count: number }

export function emptyPair(): Pair {
  return { delivered: 0, deferred: 0, refused: 0, others: 0 }
}

export function addToPair(pair: Pair, { outcome, refusalClass, count }: Omit<PairRow, 'hostId' | 'receiver'>): void {
  if (outcome === 'delivered') pair.delivered += count
  else if (NOT_ABOUT_US.has(refusalClass)) pair.others += count
  else if (outcome === 'deferred') pair.deferred += count
  else pair.refused += count
}

/** The attempts that say something about us. */
export function judged({ delivered, deferred, refused }: Pair): number {
  return delivered + deferred + refused
}

/** Share of the attempts that were taken; null when there are too few to say. */
export function deliveredShare(pair: Pair): number | null {
  return judged(pair) < FEW ? null : pair.delivered / judged(pair)
}

/** Names a pair's place among the shares that are usual. */
export function usualKey(hostId: number, receiver: string): string {
  return `${hostId} ${receiver}`
}

/** How far a pair is from what is usual for it, in points of a hundred; null where that is not known or within a point. */
export function changeOf(pair: Pair, usual: number | null | undefined): number | null {
  const share = deliveredShare(pair)
  const points = share === null || usual === null || usual === undefined ? 0 : (share - usual) * 100
  return Math.abs(points) < 1 ? null : points
}

/** A receiver that takes less than 95 % is deferring, and refuses when a fifth of the attempts is refused for good. */
export function pairState(pair: Pair): PairState {
  const share = deliveredShare(pair)
  if (share === null) return 'few'
  if (share >= FINE_FROM) return 'fine'
  return pair.refused / judged(pair) >= REFUSED_FROM ? 'refused' : 'deferring'
}

export type MatrixHost = { id: number; name: string; site: string; ips: string[]; isSilent: boolean; lastReadAt: string | null }
export type MatrixRow = { host: MatrixHost; pairs: Record<string, Pair>; troubled: number }
export type MatrixSite = { site: string; rows: MatrixRow[]; fine: MatrixRow[] }
export type Matrix = {
  receivers: { id: string; total: Pair; troubledHosts: number; refusingHosts: number }[]
  /** Receivers that have no column of their own. */
  otherReceivers: number
  sites: MatrixSite[]
  hosts: number
}

const COLUMNS_MAX = 8
/** So many hosts without trouble stand in a site's rows before the others are folded into one line. */
const FINE_ROWS = 3

/** Hosts by site and receivers by volume, what is in trouble first; a silent host shows no figures, however old. */
export function buildMatrix(hosts: MatrixHost[], rows: PairRow[], isKnown: (receiver: string) => boolean): Matrix {
  const pairs = pairsOf(rows)
  const columns = chooseColumns(pairs, isKnown)
  const matrixRows = hosts.map((host) => rowOf(host, pairs.get(host.id) ?? new Map(), columns.ids))
  return {
    receivers: columns.ids.map((id) => ({ id, ...columns.totals.get(id) ?? { total: emptyPair(), troubledHosts: 0, refusingHosts: 0 } })),
    otherReceivers: columns.totals.size - columns.ids.length,
    sites: sitesOf(matrixRows),
    hosts: hosts.length,
  }
}

type ColumnSum = { total: Pair; troubledHosts: number; refusingHosts: number }
type Pairs = Map<number, Map<string, Pair>>

function pairsOf(rows: PairRow[]): Pairs {
  const pairs: Pairs = new Map()
  for (const row of rows) {
    const ofHost = pairs.get(row.hostId) ?? new Map<string, Pair>()
    pairs.set(row.hostId, ofHost)
    const pair = ofHost.get(row.receiver) ?? emptyPair()
    ofHost.set(row.receiver, pair)
    addToPair(pair, row)
  }
  return pairs
}

function isTroubled(pair: Pair): boolean {
  const state = pairState(pair)
  return state === 'refused' || state === 'deferring'
}

/**
 * Receivers that are known before domains nobody knows, of which some are always dead; one that refuses somebody before
 * one that does not; then by volume.
 */
function chooseColumns(pairs: Pairs, isKnown: (receiver: string) => boolean): { ids: string[]; totals: Map<string, ColumnSum> } {
  const totals = new Map<string, ColumnSum>()
  for (const ofHost of pairs.values()) {
    for (const [receiver, pair] of ofHost) {
      const sum = totals.get(receiver) ?? { total: emptyPair(), troubledHosts: 0, refusingHosts: 0 }
      totals.set(receiver, sum)
      for (const key of Object.keys(pair) as (keyof Pair)[]) sum.total[key] += pair[key]
      if (isTroubled(pair)) sum.troubledHosts += 1
      if (pairState(pair) === 'refused') sum.refusingHosts += 1
    }
  }
  const volume = ([, { total }]: [string, { total: Pair }]) => judged(total) + total.others
  const byVolume = [...totals].sort((a, b) => volume(b) - volume(a) || a[0].localeCompare(b[0]))
  const weight = ([id, { troubledHosts }]: (typeof byVolume)[number]) => (isKnown(id) ? 2 : 0) + Math.sign(troubledHosts)
  const byWeight = byVolume.toSorted((a, b) => weight(b) - weight(a))
  const shown = new Set(byWeight.slice(0, COLUMNS_MAX).map(([id]) => id))
  return { ids: byVolume.map(([id]) => id).filter((id) => shown.has(id)), totals }
}

function rowOf(host: MatrixHost, ofHost: Map<string, Pair>, ids: string[]): MatrixRow {
  const pairs = Object.fromEntries(ids.map((id) => [id, ofHost.get(id) ?? emptyPair()]))
  return { host, pairs, troubled: host.isSilent ? 0 : Object.values(pairs).filter(isTroubled).length }
}

function sitesOf(rows: MatrixRow[]): MatrixSite[] {
  const sites = Map.groupBy(rows, ({ host }) => host.site)
  const worst = (site: MatrixRow[]) => Math.max(...site.map(({ troubled }) => troubled))
  return [...sites]
    .sort(([a, rowsA], [b, rowsB]) => worst(rowsB) - worst(rowsA) || a.localeCompare(b))
    .map(([site, ofSite]) => {
      const troubled = ofSite.filter((row) => row.troubled > 0 || row.host.isSilent).sort((a, b) => b.troubled - a.troubled || a.host.name.localeCompare(b.host.name))
      const fine = ofSite.filter((row) => row.troubled === 0 && !row.host.isSilent).sort((a, b) => a.host.name.localeCompare(b.host.name))
      const shown = fine.length <= FINE_ROWS + 1 ? fine.length : FINE_ROWS
      return { site, rows: [...troubled, ...fine.slice(0, shown)], fine: fine.slice(shown) }
    })
}
