import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import { webDb } from '../access/web-desk.ts'
import { readStory, type StoryPage } from '../audit/story-records.ts'
import { capabilities, type Capabilities } from '../protocol/readings.ts'
import { relayWish } from '../protocol/standing-orders.ts'
import { countOrders, countWanted, findHostRow, listHostRows, listStanding, type HostListRow, type StandingRow, type WantedCount } from './host-list-records.ts'
import { hostReadings, type HostReadings } from './host-page.ts'
import { HOSTS_PER_PAGE, isHostFound, type HostListQuery } from './host-list-query.ts'
import { findReadings, troublesOf, type StoredReading } from './host-reading-records.ts'
import { hostState, type HostState } from './host.ts'

export type HostHead = {
  name: string
  kind: string
  site: string
  state: HostState
  /** When it was last heard, whatever it said; everything shown of it is at least so old. */
  lastReadAt: string | null
  queue: HostReadings['queue']
  /** Standing orders: how many there are, how many the host says it keeps, of how many it cannot tell. */
  standing: { wanted: number; agreed: number; unknown: number }
  /** Accounts and such that a relay wish exists for. */
  relays: number
  troubles: HostReadings['troubles']
}

/** `total`: hosts in all; `found`: those that were looked for. */
export type HostList = { rows: HostHead[]; total: number; found: number }

/** A page of hosts with queue, agent's age and agreement, those in trouble first. Readings are read of the page's hosts alone. */
export async function listHostsForSupport(viewer: Viewer, { q, page, now }: HostListQuery & { now: Date }): Promise<HostList> {
  if (!may(viewer, 'see-desk')) return { rows: [], total: 0, found: 0 }
  const db = webDb()
  const [all, wanted, troubles] = await Promise.all([listHostRows(db), countWanted(db), troublesOf(db, '')])
  const [counts, troubled] = [Map.groupBy(wanted, ({ hostId }) => hostId), new Set(troubles.map(({ hostId }) => hostId))]
  const found = all
    .filter((row) => isHostFound({ ...row, ips: row.ips.map(({ ip }) => ip) }, q))
    .map((row) => ({ row, harm: harm({ state: hostState(row, now), isTroubled: troubled.has(row.id), standing: standingOf(counts.get(row.id) ?? []) }) }))
    .sort((a, b) => b.harm - a.harm || a.row.name.localeCompare(b.row.name))
  const shown = found.slice((page - 1) * HOSTS_PER_PAGE, page * HOSTS_PER_PAGE).map(({ row }) => row)
  const readings = Map.groupBy(await findReadings(db, shown.map((row) => row.id)), ({ hostId }) => hostId)
  return { rows: shown.map((row) => headOf(row, readings.get(row.id) ?? [], counts.get(row.id) ?? [], now)), total: all.length, found: found.length }
}

export type StandingForPage = { kind: string; key: string; wanted: string; wantedAt: string; found: string | null; foundAt: string | null; isBehind: boolean; detail: string | null }

export type HostForSupport = HostHead & {
  ips: string[]
  agentUrl: string
  agentVersion: string | null
  mtaVersion: string | null
  capabilities: Capabilities | null
  certificateEndsAt: string | null
  logBehindBytes: number | null
  unreadLines: HostReadings['unreadLines']
  /** What is wanted and found, what does not agree first. */
  wishes: StandingForPage[]
  /** Orders by state. */
  orders: Record<string, number>
  story: StoryPage
}

const WISHES_SHOWN = 200
const STORY_ROWS = 50

/** One host; null when there is none of this name. */
export async function getHostForSupport(viewer: Viewer, name: string, ask: { now: Date; before?: string | null }): Promise<HostForSupport | null> {
  if (!may(viewer, 'see-desk')) return null
  const db = webDb()
  const row = await findHostRow(db, name)
  if (!row) return null
  const [stored, wanted, wishes, orders, story] = await Promise.all([
    findReadings(db, [row.id]),
    countWanted(db),
    listStanding(db, row.id, WISHES_SHOWN),
    countOrders(db, row.id),
    readStory(db, { hostId: row.id }, { before: ask.before, limit: STORY_ROWS }),
  ])
  const { logBehindBytes, unreadLines } = hostReadings(stored)
  return {
    ...headOf(row, stored, wanted.filter(({ hostId }) => hostId === row.id), ask.now),
    ips: row.ips.map(({ ip }) => ip),
    agentUrl: row.agentUrl,
    agentVersion: row.agentVersion,
    mtaVersion: row.mtaVersion,
    capabilities: capabilities.safeParse(row.capabilities).data ?? null,
    certificateEndsAt: row.certificateEndsAt?.toISOString() ?? null,
    logBehindBytes,
    unreadLines,
    wishes: wishes.map(standingForPage),
    orders,
    story,
  }
}

/** A host with its own readings and counts. */
function headOf(row: HostListRow, stored: StoredReading[], counts: WantedCount[], now: Date): HostHead {
  const { queue, troubles } = hostReadings(stored)
  return {
    name: row.name,
    kind: row.kind,
    site: row.site,
    state: hostState(row, now),
    lastReadAt: row.lastReadAt?.toISOString() ?? null,
    queue,
    standing: standingOf(counts),
    relays: counts.find((count) => count.kind === 'relay')?.wanted ?? 0,
    troubles,
  }
}

function standingOf(counts: WantedCount[]): HostHead['standing'] {
  const sum = (field: 'wanted' | 'agreed' | 'unknown') => counts.reduce((total, count) => total + count[field], 0)
  return { wanted: sum('wanted'), agreed: sum('agreed'), unknown: sum('unknown') }
}

/** Silent hosts first, then those with trouble or disagreement; those not in service last. */
function harm(host: { state: HostState; isTroubled: boolean; standing: HostHead['standing'] }): number {
  if (host.state === 'silent') return 3
  if (host.state !== 'heard') return -1
  if (host.isTroubled) return 2
  return host.standing.agreed < host.standing.wanted ? 1 : 0
}

function standingForPage(row: StandingRow): StandingForPage {
  return {
    kind: row.kind,
    key: row.key,
    wanted: row.kind === 'relay' ? relayWish.parse(row.data).state : 'in-force',
    wantedAt: row.wantedAt.toISOString(),
    found: row.found,
    foundAt: row.foundAt?.toISOString() ?? null,
    isBehind: row.foundVersion !== row.version,
    detail: row.detail,
  }
}
