import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import type { Db } from '../db.ts'
import { keepBriefly } from '../live/keep-briefly.ts'
import type { TargetKind } from './blocklist.ts'
import { freshSince } from './freshness.ts'
import { readCells, readDetails, type StoredDetail } from './list-cells-records.ts'
import { chooseColumns, columnsOf, groupRows, isFound, judge, needsLook, summaryOf, type Judged, type ListColumn, type ListSummary, type TargetCells } from './list-matrix.ts'
import type { DeskList, ListHealth } from './listing.ts'
import { listHealth } from './listing-records.ts'
import { readDesk } from './read-desk.ts'
import type { DeskTarget } from './target-records.ts'
import { weighLists, type WeighedList } from './weighed-list.ts'

/** What a cell says beside its shape, by the number of its column. */
export type CellWord = { since: string; code: string | null; reason: string | null }
export type ListRow = {
  target: string
  /** A few hosts by name, a customer by name and number, and how many hosts more. */
  owners: { name: string; customer?: string }[]
  otherHosts: number
  /** A letter for each column. */
  cells: string
  words: Record<number, CellWord>
  /** Listings on lists that have no column. */
  others: number
}
export type ListHead = WeighedList & { isSilent: boolean; listed: number }
/** A list of which nothing is known, and why its own test points say so. */
export type SilentList = { id: string; name: string; since: string | null; checkedAt: string | null; reason: string | null }
/** An answer that says nothing of its target. */
export type UnusableAnswer = { target: string; owners: string[]; list: string; name: string; code: string | null; reason: string | null; since: string; isOld: boolean }

export type ListMatrixPage = {
  counts: { addresses: number; domains: number }
  everyMinutes: number
  summary: ListSummary
  sites: string[]
  found: number
  columns: ListHead[]
  /** Lists that are asked and have no column. */
  hidden: number
  choice: { id: string; name: string }[]
  look: { rows: ListRow[]; count: number }
  clear: { rows: ListRow[]; count: number; folded: number }
  silent: SilentList[]
  /** Lists that were never asked about any of them. */
  fresh: string[]
  unusable: UnusableAnswer[]
  /** When the newest of the answers shown came. */
  newestAt: string | null
}

export type ListMatrixAsk = { show: 'addresses' | 'domains'; now: Date; site: string | null; search: string; isWhole: boolean; isSmallShown: boolean; chosen: string[] | null }

/** Of so many targets the cells are read once for all pages of a moment. */
const MANY = 500
const KINDS: Record<ListMatrixAsk['show'], TargetKind[]> = { addresses: ['ip4', 'ip6'], domains: ['domain', 'host'] }

/** Which of our addresses or domains is on which list; null for whoever may not see the desk. */
export async function getListMatrix(db: Db, viewer: Pick<Viewer, 'roles'>, { show, now, site, search, isWhole, isSmallShown, chosen }: ListMatrixAsk): Promise<ListMatrixPage | null> {
  if (!may(viewer, 'see-desk')) return null
  const [{ targets, lists: allLists, asking }, health] = await Promise.all([readDesk(db), listHealth(db)])
  const kinds = KINDS[show]
  // Being on a list without a verdict (a white list, a score) is nothing to look at.
  const desk = allLists.filter(({ list, trust }) => trust !== 'no-verdict' && list.kinds.some((kind) => kinds.includes(kind)))
  const lists = weighLists(desk)
  const byId = new Map(desk.map((each) => [each.list.id, each]))
  const asked = { kinds, lists: lists.map(({ id, kinds: held }) => ({ id, kinds: held, freshSince: freshSince(byId.get(id) as DeskList, asking, now) })) }
  const stored = await keepBriefly(`list cells ${kinds} ${lists.map(({ id }) => id)}`, ({ size }) => size >= MANY, async () => new Map((await readCells(db, asked)).map((row) => [row.target, row])))

  const ofKind = kindReader(lists)
  const never = 'n'.repeat(lists.length)
  const rows = targets.filter(({ kind }) => kinds.includes(kind)).map((target): TargetCells => {
    const own = stored.get(target.name)
    return { target: target.name, kind: target.kind, owners: everyOwner(target), site: target.hosts[0]?.site ?? '', cells: ofKind(own?.cells ?? never, target.kind) }
  })
  const columns = columnsOf(lists, rows, failingLists(health))
  const judged = rows.map((row) => judge(row, columns))
  const told = judged.filter((each) => needsLook(each) || each.small > 0).map(({ row }) => row.target)
  const details = Map.groupBy(await readDetails(db, { lists: asked.lists, targets: told }), ({ target }) => target)
  const here = judged.filter(({ row }) => (site === null || row.site === site) && isFound(row, search))
  const groups = groupRows(here, isWhole || search !== '')
  const { shown, small } = chooseColumns(columns, { chosen, isWhole: isSmallShown })
  const byTarget = new Map(targets.map((target) => [target.name, target]))
  const rowOf = (each: Judged): ListRow => drawnRow(each, byTarget.get(each.row.target), { shown, columns, details: details.get(each.row.target) ?? [] })
  const times = [...stored.values()].filter(({ target }) => byTarget.has(target))

  return {
    counts: { addresses: asking.targets.ip4 + asking.targets.ip6, domains: asking.targets.domain + asking.targets.host },
    everyMinutes: asking.intervalMinutes,
    summary: summaryOf(judged, columns),
    sites: [...new Set(rows.map((row) => row.site))].filter((name) => name !== '').sort(),
    found: here.length,
    columns: shown.flatMap((n) => headOf(columns[n])),
    hidden: small.length,
    choice: columns.filter(({ asked: count }) => count > 0).map(({ list: { id, name } }) => ({ id, name })),
    look: { rows: groups.look.map(rowOf), count: groups.look.length },
    clear: { rows: groups.clear.map(rowOf), count: groups.clear.length + groups.folded, folded: groups.folded },
    silent: columns.filter(({ isSilent, isNew }) => isSilent && !isNew).map(({ list }) => silentList(list, health)),
    fresh: columns.filter(({ isNew }) => isNew).map(({ list }) => list.name),
    unusable: judged.filter(needsLook).flatMap((each) => unusableOf(each, columns, details.get(each.row.target) ?? [])),
    newestAt: times.length === 0 ? null : new Date(Math.max(...times.map(({ newestAt }) => newestAt.getTime()))).toISOString(),
  }
}

/** A place of a list that holds no targets of a kind is empty, whatever stands there. */
function kindReader(lists: readonly WeighedList[]): (cells: string, kind: TargetKind) => string {
  const empty = new Map<TargetKind, number[]>()
  return (cells, kind) => {
    const places = empty.get(kind) ?? lists.flatMap(({ kinds }, n) => (kinds.includes(kind) ? [] : [n]))
    empty.set(kind, places)
    if (places.length === 0) return cells
    const letters = [...cells]
    for (const place of places) letters[place] = '-'
    return letters.join('')
  }
}

/** Lists whose test points fail at every resolver. */
function failingLists(health: readonly ListHealth[]): Set<string> {
  const byList = Map.groupBy(health, ({ list }) => list)
  return new Set([...byList].filter(([, at]) => at.every(({ state }) => state === 'unknown')).map(([list]) => list))
}

/** A name may be that of a thousand hosts. */
const HOSTS_NAMED = 3

/** Whose it is: the first hosts of many, and the customer. */
export function ownersOf({ hosts, customer }: Pick<DeskTarget, 'hosts' | 'customer'>): { name: string; href: string }[] {
  const ofHosts = hosts.slice(0, HOSTS_NAMED).map(({ name }) => ({ name, href: `/support/hosts/${encodeURIComponent(name)}` }))
  const own = customerOf({ customer })
  return own ? [...ofHosts, own] : ofHosts
}

/** The customer whose sending domain it is, and the way to him. */
export function customerOf({ customer }: Pick<DeskTarget, 'customer'>): { name: string; href: string } | null {
  return customer && { name: customer.name, href: `/support/customers/${encodeURIComponent(customer.number)}` }
}

/** How many hosts `ownersOf` leaves out. */
export function otherHosts({ hosts }: Pick<DeskTarget, 'hosts'>): number {
  return Math.max(0, hosts.length - HOSTS_NAMED)
}

function everyOwner({ hosts, customer }: DeskTarget): string[] {
  return [...hosts.map(({ name }) => name), ...(customer ? [customer.name] : [])]
}

function namesOf({ hosts, customer }: DeskTarget): ListRow['owners'] {
  return [...hosts.slice(0, HOSTS_NAMED).map(({ name }) => ({ name })), ...(customer ? [{ name: customer.name, customer: customer.number }] : [])]
}

function headOf(column: ListColumn | undefined): ListHead[] {
  return column ? [{ ...column.list, isSilent: column.isSilent, listed: column.listed }] : []
}

function drawnRow({ row }: Judged, target: DeskTarget | undefined, { shown, columns, details }: { shown: number[]; columns: readonly ListColumn[]; details: StoredDetail[] }): ListRow {
  const words: Record<number, CellWord> = {}
  shown.forEach((n, place) => {
    const detail = details.find(({ list }) => list === columns[n]?.list.id)
    if (detail) words[place] = wordOf(detail, row.cells[n] === 'o')
  })
  const others = [...row.cells].filter((cell, n) => cell === 'l' && !shown.includes(n)).length
  return { target: row.target, owners: target ? namesOf(target) : [], otherHosts: target ? otherHosts(target) : 0, cells: shown.map((n) => row.cells[n]).join(''), words, others }
}

/** An old answer is as old as its asking; all else counts from when it began. */
function wordOf({ since, checkedAt, codes, reason, state }: StoredDetail, isOld: boolean): CellWord {
  return { since: (isOld ? checkedAt : since).toISOString(), code: state === 'unknown' ? (codes[0] ?? null) : null, reason }
}

function silentList({ id, name }: WeighedList, health: readonly ListHealth[]): SilentList {
  const at = health.filter((each) => each.list === id && each.state === 'unknown')
  const [worst] = at.toSorted((a, b) => a.since.getTime() - b.since.getTime())
  return { id, name, since: worst?.since.toISOString() ?? null, checkedAt: worst?.checkedAt.toISOString() ?? null, reason: worst?.reason ?? null }
}

function unusableOf({ row }: Judged, columns: readonly ListColumn[], details: StoredDetail[]): UnusableAnswer[] {
  return columns.flatMap(({ list, isSilent }, n) => {
    const cell = row.cells[n]
    const detail = details.find((each) => each.list === list.id)
    if (isSilent || list.trust === 'vanity' || (cell !== 'u' && cell !== 'o') || !detail) return []
    const { since, code, reason } = wordOf(detail, cell === 'o')
    return [{ target: row.target, owners: row.owners, list: list.id, name: list.name, code, reason, since, isOld: cell === 'o' }]
  })
}
