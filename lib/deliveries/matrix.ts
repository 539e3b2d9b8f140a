import type { DeliveryOutcome } from '../protocol/deliveries.ts'

export const matrixPeriods = ['60m', '24h', '7d'] as const
export type MatrixPeriod = (typeof matrixPeriods)[number]
export const PERIOD_MS: Record<MatrixPeriod, number> = { '60m': 3_600_000, '24h': 86_400_000, '7d': 7 * 86_400_000 }

/** Refusals that speak of the recipient or of this one mail: they say nothing about how the receiver sees our host. */
export const NOT_ABOUT_US: ReadonlySet<string> = new Set(['unknown_user', 'disabled', 'mailbox_full', 'recipient_policy', 'bad_domain', 'bad_sender', 'virus', 'size', 'expired'])
/** So few attempts prove nothing, neither good nor bad. */
export const FEW = 10
export const FINE_FROM = 0.95
export const REFUSED_FROM = 0.2

/** Whether a class of refusals says something about us, and not about a recipient or a single mail. */
export function isAboutUs(refusalClass: string): boolean {
  return !NOT_ABOUT_US.has(refusalClass)
}

export type PairState = 'fine' | 'deferring' | 'refused' | 'few'

/**
 * Attempts from one host to one receiver in a period. `refused`: refusals about us; `others`: about recipients and single
 * mails. Mail that was taken first and sent back later (`returned`) is delivered no more: it counts among the refusals, in
 * the period in which its report came. Where its delivery lies before that period there is nothing to take it from
 * (`owed`), so that `delivered` is never below 0.
 */
export type Pair = { delivered: number; deferred: number; refused: number; others: number; returned?: number; owed?: number }

export type PairRow = { hostId: number; receiver: string; outcome: DeliveryOutcome; refusalClass: string; count: number }

export function emptyPair(): Pair {
  return { delivered: 0, deferred: 0, refused: 0, others: 0 }
}

export function addToPair(pair: Pair, { outcome, refusalClass, count }: Omit<PairRow, 'hostId' | 'receiver'>): void {
  if (outcome === 'delivered' || outcome === 'returned') addDelivered(pair, outcome === 'delivered' ? count : -count)
  if (outcome === 'returned') pair.returned = (pair.returned ?? 0) + count
  if (outcome === 'delivered') return
  if (!isAboutUs(refusalClass)) pair.others += count
  else if (outcome === 'deferred') pair.deferred += count
  else pair.refused += count
}

/** Whatever order deliveries and reports come in. */
function addDelivered(pair: Pair, count: number): void {
  const balance = pair.delivered - (pair.owed ?? 0) + count
  pair.delivered = Math.max(0, balance)
  if (balance < 0 || pair.owed !== undefined) pair.owed = Math.max(0, -balance)
}

/** Mail that was sent back is refused for good, as mail is that was never taken. */
export function endOf(outcome: DeliveryOutcome): Exclude<DeliveryOutcome, 'returned'> {
  return outcome === 'returned' ? 'bounced' : outcome
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
/** `hosts` of the site in all; `fine` of them stand in no row, folded into one line. */
export type MatrixSite = { site: string; rows: MatrixRow[]; hosts: number; fine: number }
/** A receiver over all hosts. */
export type MatrixColumn = { id: string; total: Pair; troubledHosts: number; refusingHosts: number }
export type Matrix = {
  receivers: MatrixColumn[]
  sites: MatrixSite[]
  /** Hosts in all, and those that were looked for. */
  hosts: number
  found: number
  page: number
  pages: number
}

export const COLUMNS_MAX = 8
/** So many hosts without trouble stand in a site's rows before the others are folded into one line. */
const FINE_ROWS = 3
/** A page of so many rows is drawn and walked through at once; more come on the next. */
export const ROWS_PER_PAGE = 50

/** Whether the receiver does not take from the host what it should; silent or not. */
export function isTroubled(pair: Pair): boolean {
  const state = pairState(pair)
  return state === 'refused' || state === 'deferring'
}

/** How many columns of a host are in trouble, and how many of them refuse; a host that nobody hears shows no figures, however old. */
export type HostTrouble = { host: MatrixHost; troubled: number; refused: number }
export type MatrixSlice = { sites: { site: string; hosts: HostTrouble[]; count: number; fine: number }[]; found: number; page: number; pages: number }
type SliceAsk = { search: string; whole: string | null; page: number }

/**
 * The hosts of one page: by site, that of the worst first, what is in trouble or silent first in it; the others folded,
 * unless their site is shown whole or a host is looked for.
 */
export function sliceHosts(all: HostTrouble[], { search, whole, page }: SliceAsk): MatrixSlice {
  const found = search === '' ? all : all.filter(({ host }) => isFound(host, search))
  const worst = (hosts: HostTrouble[]) => Math.max(...hosts.map(weightOf))
  const sites = [...Map.groupBy(found, ({ host }) => host.site)]
    .sort(([a, hostsA], [b, hostsB]) => worst(hostsB) - worst(hostsA) || a.localeCompare(b))
    .map(([site, hosts]) => unfolded(site, hosts, search !== '' || whole === site))
  const rows = sites.reduce((sum, { hosts }) => sum + hosts.length, 0)
  const pages = Math.max(1, Math.ceil(rows / ROWS_PER_PAGE))
  const here = Math.min(Math.max(1, page), pages)
  return { sites: cut(sites, (here - 1) * ROWS_PER_PAGE, here * ROWS_PER_PAGE), found: found.length, page: here, pages }
}

/** A refused cell is worse than any number of deferring ones. */
function weightOf({ troubled, refused }: HostTrouble): number {
  return refused * 1000 + troubled
}

function isFound({ name, site, ips }: MatrixHost, search: string): boolean {
  const words = search.toLowerCase().split(/\s+/)
  return words.every((word) => [name, site, ...ips].some((text) => text.toLowerCase().includes(word)))
}

function unfolded(site: string, hosts: HostTrouble[], isWhole: boolean): MatrixSlice['sites'][number] {
  const [bad = [], fine = []] = [true, false].map((wanted) => hosts.filter(({ host, troubled }) => (troubled > 0 || host.isSilent) === wanted))
  bad.sort((a, b) => weightOf(b) - weightOf(a) || a.host.name.localeCompare(b.host.name))
  fine.sort((a, b) => a.host.name.localeCompare(b.host.name))
  const shown = isWhole || fine.length <= FINE_ROWS + 1 ? fine.length : FINE_ROWS
  return { site, hosts: [...bad, ...fine.slice(0, shown)], count: hosts.length, fine: fine.length - shown }
}

/** What of the sites lies in these rows; the folded line stands where its site ends. */
function cut(sites: MatrixSlice['sites'], from: number, until: number): MatrixSlice['sites'] {
  let at = 0
  return sites.flatMap((site) => {
    const begins = at
    at += site.hosts.length
    const hosts = site.hosts.slice(Math.max(0, from - begins), Math.max(0, until - begins))
    const isEndHere = at > from && at <= until
    return hosts.length === 0 ? [] : [{ ...site, hosts, fine: isEndHere ? site.fine : 0 }]
  })
}
