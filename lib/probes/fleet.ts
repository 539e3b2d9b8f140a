import { ALL_CHECKS, harmOf, isConfigured, type AnyCheckId, type CheckSource } from './check-catalogue.ts'
import type { FleetView } from './probe-query.ts'
import type { ComparedHost, ComparedState } from './tell-differences.ts'

export type FleetHost = ComparedHost & { id: number; probedAt: string | null; ports: readonly { port: number; as: number }[] }

/** A check at one of a host's places, all of its addresses together: `port` as the host has it, `null` of its configuration. */
export type FleetEntry = { hostId: number; check: string; port: number | null; state: ComparedState; isFailing: boolean; isAcknowledged: boolean; isSplit: boolean }

/** `known`: failing, and somebody said why that is so. `failing-unseen`: it failed, and nobody can tell whether it still does. */
export type CellState = 'pass' | 'fail' | 'later' | 'known' | 'unknown' | 'failing-unseen'
/** `ports`: where it fails, or where nobody can tell; empty where it is the same everywhere or has no port. */
export type FleetCell = { state: CellState; ports: number[]; isOdd: boolean; isSplit: boolean }
export type FleetRow = { host: FleetHost; cells: Record<string, FleetCell>; harm: number }
export type FleetColumn = { source: CheckSource; check: AnyCheckId; failing: number }
/** `versions`: how many of its hosts say so of their mail server, most first. */
export type FleetGroup = { kind: string; rows: FleetRow[]; hosts: number; fine: number; versions: { mtaVersion: string | null; count: number }[] }
export type Fleet = { columns: FleetColumn[]; groups: FleetGroup[]; hosts: number; found: number; failing: number; unknown: number; page: number; pages: number }

export const HOSTS_PER_PAGE = 200
/** Below so many hosts those that are fine are shown as well. */
const FOLDED_FROM = 25

export type FleetAsk = { q: string; whole: string | null; page: number }

/** Every host with its cells. A cell is as bad as its worst port. */
export function fleetRows(hosts: FleetHost[], entries: FleetEntry[], view: FleetView): FleetRow[] {
  const known = new Map(hosts.map((host) => [host.id, host]))
  const byHost = Map.groupBy(entries.filter((entry) => isInView(entry, view, known.get(entry.hostId))), ({ hostId }) => hostId)
  const rows = hosts.map((host) => rowOf(host, byHost.get(host.id) ?? []))
  markOdd(rows)
  return rows
}

/**
 * Hosts by kind, checks as columns. In a group, hosts with something to look at come first; where there are many, those
 * that are fine are folded.
 */
export function fleetOf(rows: FleetRow[], ask: FleetAsk): Fleet {
  const columns = ALL_CHECKS.filter(({ check }) => rows.some(({ cells }) => cells[check])).map((column) => ({ ...column, failing: rows.filter(({ cells }) => isTroubled(cells[column.check])).length }))
  const found = rows.filter(({ host }) => isFound(host, ask.q))
  const pages = Math.max(1, Math.ceil(found.length / HOSTS_PER_PAGE))
  const page = Math.min(ask.page, pages)
  const ordered = found.toSorted((a, b) => kindOrder(a, b) || b.harm - a.harm || a.host.site.localeCompare(b.host.site) || a.host.name.localeCompare(b.host.name))
  const groups = [...Map.groupBy(ordered.slice((page - 1) * HOSTS_PER_PAGE, page * HOSTS_PER_PAGE), ({ host }) => host.kind)].map(([kind, own]) => foldGroup(kind, own, found.length, ask))
  const count = (of: (cell: FleetCell) => boolean) => rows.filter(({ cells }) => Object.values(cells).some(of)).length
  return { columns, groups, hosts: rows.length, found: found.length, failing: count(({ state }) => state === 'fail'), unknown: count(({ state }) => state === 'unknown' || state === 'failing-unseen'), page, pages }
}

function isInView({ check, port }: FleetEntry, view: FleetView, host: FleetHost | undefined): boolean {
  if (view === 'all') return true
  if (view === 'configuration') return isConfigured(check)
  return port !== null && portName(host, port) === Number(view)
}

/** What a port of a host is for, where it stands in for 25, 587 or 465. */
function portName(host: Pick<FleetHost, 'ports'> | undefined, port: number): number {
  return host?.ports.find((one) => one.port === port)?.as ?? port
}

function rowOf(host: FleetHost, entries: FleetEntry[]): FleetRow {
  const cells: Record<string, FleetCell> = {}
  for (const [check, own] of Map.groupBy(entries, (entry) => entry.check)) cells[check] = cellOf(host, check, own)
  return { host, cells, harm: Math.max(0, ...Object.values(cells).map(({ state }) => HARM_OF_STATE[state])) }
}

export const HARM_OF_STATE: Record<CellState, number> = { fail: 5, 'failing-unseen': 4, later: 3, unknown: 2, known: 1, pass: 0 }

function cellOf(host: FleetHost, check: string, entries: FleetEntry[]): FleetCell {
  const states = entries.map((entry) => ({ state: cellStateOf(check, entry), port: entry.port }))
  const state = states.map((one) => one.state).reduce((worst, one) => (HARM_OF_STATE[one] > HARM_OF_STATE[worst] ? one : worst), 'pass')
  const at = states.filter((one) => one.state === state).flatMap(({ port }) => (port === null ? [] : [portName(host, port)]))
  const isEverywhere = states.length > 1 && states.every((one) => one.state === state)
  return { state, ports: state === 'pass' || isEverywhere ? [] : [...new Set(at)].sort((a, b) => a - b), isOdd: false, isSplit: entries.some(({ isSplit }) => isSplit) }
}

/** How a check is shown by what is known of it. */
export function cellStateOf(check: string, { state, isFailing, isAcknowledged }: Pick<FleetEntry, 'state' | 'isFailing' | 'isAcknowledged'>): CellState {
  if (!isFailing) return state === 'unknown' ? 'unknown' : 'pass'
  if (isAcknowledged) return 'known'
  if (state === 'unknown') return 'failing-unseen'
  return harmOf(check) === 'now' ? 'fail' : 'later'
}

function isTroubled(cell: FleetCell | undefined): boolean {
  return cell !== undefined && (cell.state === 'fail' || cell.state === 'later' || cell.state === 'failing-unseen')
}

/** Odd is what fails on less than half of the hosts of its kind: its brothers show that it need not. */
function markOdd(rows: FleetRow[]): void {
  for (const brothers of Map.groupBy(rows, ({ host }) => host.kind).values()) {
    for (const { check } of ALL_CHECKS) {
      const cells = brothers.flatMap(({ cells: own }) => own[check] ?? [])
      const troubled = cells.filter(isTroubled)
      const passing = cells.filter(({ state }) => state === 'pass').length
      if (troubled.length < passing) for (const cell of troubled) cell.isOdd = true
    }
  }
}

function isFound({ name, kind, site, mtaVersion }: FleetHost, q: string): boolean {
  const word = q.toLowerCase()
  return word === '' || [name, kind, site, mtaVersion ?? ''].some((text) => text.toLowerCase().includes(word))
}

const KINDS = ['qmail', 'postfix', 'exim']
function kindOrder(a: FleetRow, b: FleetRow): number {
  return KINDS.indexOf(a.host.kind) - KINDS.indexOf(b.host.kind)
}

function foldGroup(kind: string, rows: FleetRow[], found: number, { whole, q }: FleetAsk): FleetGroup {
  const isFolded = found >= FOLDED_FROM && whole !== kind && q === ''
  const shown = isFolded ? rows.filter(({ harm }) => harm > 0) : rows
  return { kind, rows: shown, hosts: rows.length, fine: rows.length - shown.length, versions: versionsOf(rows) }
}

function versionsOf(rows: FleetRow[]): FleetGroup['versions'] {
  const counts = Map.groupBy(rows, ({ host }) => host.mtaVersion)
  return [...counts].map(([mtaVersion, own]) => ({ mtaVersion, count: own.length })).toSorted((a, b) => b.count - a.count || (a.mtaVersion ?? '').localeCompare(b.mtaVersion ?? '', 'en', { numeric: true }))
}

/** The states of a row for comparing: what is known to somebody still fails. */
export function comparedStates({ cells }: FleetRow): Record<string, ComparedState> {
  return Object.fromEntries(Object.entries(cells).map(([check, { state }]) => [check, state === 'pass' ? 'pass' : state === 'unknown' ? 'unknown' : 'fail']))
}
