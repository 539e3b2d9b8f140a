import type { Db } from '../db.ts'
import { checkState } from '../protocol/probes.ts'
import type { FleetEntry, FleetHost } from './fleet.ts'
import { knownStateOf } from './host-check-records.ts'
import { looks, type Look } from './host-check.ts'
import { placesOf, probePlaces, type ProbePlace } from './probe-places.ts'

const HOST = { id: true, name: true, kind: true, site: true, mtaVersion: true, probedAt: true, probeAskedAt: true, probePlaces: true, probeOffAt: true, probeOffReason: true, ips: { select: { ip: true }, orderBy: { ip: 'asc' } } } as const

export type FleetHostRow = Omit<FleetHost, 'ports'> & { places: ProbePlace[]; isAsked: boolean; /** Since when nobody looks at it from outside, and why. */ off: { at: string; reason: string } | null }

/** Hosts in service, all or these. */
export async function listFleetHosts(db: Db, ids?: readonly number[]): Promise<FleetHostRow[]> {
  const rows = await db.host.findMany({ where: { revokedAt: null, id: ids && { in: [...ids] } }, orderBy: { name: 'asc' }, select: HOST })
  return rows.map(({ probedAt, probeAskedAt, probePlaces: own, ips, probeOffAt, probeOffReason, ...host }) => ({
    ...host, probedAt: probedAt?.toISOString() ?? null, isAsked: probeAskedAt !== null && (probedAt === null || probedAt < probeAskedAt),
    off: probeOffAt && { at: probeOffAt.toISOString(), reason: probeOffReason ?? '' },
    places: placesOf({ ips: ips.map(({ ip }) => ip), places: own === null ? null : probePlaces.parse(own) }),
  }))
}

type EntryRow = { hostId: number; told: string[] }

/**
 * Every check of every host in service, the addresses of a port together. The database tells a host in one row: so many
 * small rows would take longer to read than to find.
 */
export async function listFleetEntries(db: Db, now: Date): Promise<FleetEntry[]> {
  const rows = await db.$queryRaw<EntryRow[]>`
    SELECT "hostId", array_agg("check" || ' ' || coalesce(port, '-') || ' ' || worst || failing || open || split) AS told FROM (
      SELECT c."hostId", c."check", CASE WHEN c.source = 'probe' THEN split_part(c.place, ':', -1) END AS port,
        max(CASE c.state WHEN 'fail' THEN 2 WHEN 'unknown' THEN 1 ELSE 0 END) AS worst,
        max(f.failing) AS failing,
        max(CASE WHEN f.failing = 1 AND (c."acknowledgedAt" IS NULL OR c."acknowledgedUntil" <= ${now}) THEN 1 ELSE 0 END) AS open,
        max(CASE WHEN f.failing = 1 AND c.looks @> '[{"state": "pass"}]' THEN 1 ELSE 0 END) AS split
      FROM "HostCheck" c JOIN "Host" h ON h.id = c."hostId" AND h."revokedAt" IS NULL,
        LATERAL (SELECT CASE WHEN c.state = 'fail' OR (c.state = 'unknown' AND c."knownState" = 'fail') THEN 1 ELSE 0 END AS failing) f
      GROUP BY 1, 2, 3
    ) one GROUP BY "hostId"`
  return rows.flatMap(({ hostId, told }) => told.map((text) => entryOf(hostId, text)))
}

const STATES = ['pass', 'unknown', 'fail'] as const

function entryOf(hostId: number, text: string): FleetEntry {
  const [check = '', port = '-', marks = ''] = text.split(' ')
  return { hostId, check, port: port === '-' ? null : Number(port), state: STATES[Number(marks[0])] ?? 'unknown', isFailing: marks[1] === '1', isAcknowledged: marks[1] === '1' && marks[2] === '0', isSplit: marks[3] === '1' }
}

export type CheckRow = {
  source: string
  check: string
  place: string
  state: 'pass' | 'fail' | 'unknown'
  knownState: 'pass' | 'fail' | null
  since: Date
  knownAt: Date | null
  checkedAt: Date
  cure: string | null
  looks: Look[]
  acknowledged: { at: Date; by: string; reason: string; until: Date | null } | null
  incident: { number: number; isOpen: boolean } | null
}

const CHECK = {
  source: true, check: true, place: true, state: true, knownState: true, since: true, knownAt: true, checkedAt: true, cure: true, looks: true,
  acknowledgedAt: true, acknowledgedReason: true, acknowledgedUntil: true, acknowledgedBy: { select: { name: true, initials: true } }, incident: { select: { number: true, state: true } },
} as const

/** These checks of a host, or all of them. */
export async function listCheckRows(db: Db, hostId: number, checks?: readonly string[]): Promise<CheckRow[]> {
  const rows = await db.hostCheck.findMany({ where: { hostId, ...(checks && { check: { in: [...checks] } }) }, orderBy: [{ source: 'desc' }, { check: 'asc' }, { place: 'asc' }], select: CHECK })
  return rows.map(({ state, knownState, looks: kept, acknowledgedAt, acknowledgedReason, acknowledgedUntil, acknowledgedBy, incident, ...row }) => ({
    ...row, state: checkState.parse(state), knownState: knownStateOf(knownState), looks: looks.parse(kept),
    acknowledged: acknowledgedAt && { at: acknowledgedAt, by: acknowledgedBy?.name ?? '', reason: acknowledgedReason ?? '', until: acknowledgedUntil },
    incident: incident && { number: incident.number, isOpen: incident.state === 'open' },
  }))
}
