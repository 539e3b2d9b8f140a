import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import { webDb } from '../access/web-desk.ts'
import { listCheckMoves } from '../audit/check-move-records.ts'
import { explainedBy, harmOf, type Harm } from './check-catalogue.ts'
import { comparedStates, fleetOf, fleetRows, type Fleet, type FleetAsk, type FleetHost } from './fleet.ts'
import { listCheckRows, listFleetEntries, listFleetHosts, type CheckRow, type FleetHostRow } from './fleet-records.ts'
import { CONFIGURATION_FRESH_MS, disagreementOf, freshForMs, isAcknowledged, isFailing, type Disagreement, type Look } from './host-check.ts'
import type { FleetView } from './probe-query.ts'
import { ROUND_TRIP_FRESH_MS } from './round-trip.ts'
import { readProbeSetting } from './probe-setting-records.ts'
import { tellDifferences, type Difference } from './tell-differences.ts'

export type FleetPage = Fleet & { differences: Difference[]; everyMinutes: number; /** The oldest look at any host that is shown. */ oldestAt: string | null; neverProbed: number; /** Hosts that nobody looks at because an admin said so. */ off: number }

/** All hosts side by side, and what differs between them; null for whoever may not see the desk. */
export async function getFleet(viewer: Viewer, ask: FleetAsk & { view: FleetView; now: Date }): Promise<FleetPage | null> {
  if (!may(viewer, 'see-desk')) return null
  const db = webDb()
  const [rows, entries, setting] = await Promise.all([listFleetHosts(db), listFleetEntries(db, ask.now), readProbeSetting(db)])
  const compared = fleetRows(rows.map(fleetHost), entries, ask.view)
  const probed = rows.flatMap(({ probedAt, off }) => (off ? [] : (probedAt ?? [])))
  return {
    ...fleetOf(compared, ask),
    differences: tellDifferences(compared.map((row) => ({ host: row.host, states: comparedStates(row) }))),
    everyMinutes: setting.everyMinutes, oldestAt: probed.toSorted()[0] ?? null, neverProbed: rows.filter(({ probedAt, off }) => probedAt === null && off === null).length, off: rows.filter(({ off }) => off !== null).length,
  }
}

function fleetHost({ places, isAsked: _, off: _off, ...host }: FleetHostRow): FleetHost {
  return { ...host, ports: [...new Map(places.map(({ port, as }) => [port, { port, as }])).values()] }
}

export type LookForPage = Look & { isFresh: boolean }
export type PlaceForPage = {
  source: string
  check: string
  place: string
  /** What the port is for, where the host has it elsewhere. */
  port: number | null
  state: CheckRow['state']
  isFailing: boolean
  since: string
  checkedAt: string
  cure: string | null
  looks: LookForPage[]
  disagreement: Disagreement | null
}
export type CheckPage = {
  host: { name: string; kind: string; site: string; mtaVersion: string | null; probedAt: string | null; isAsked: boolean; isProbed: boolean }
  check: string
  harm: Harm
  state: CheckRow['state']
  isFailing: boolean
  since: string | null
  places: PlaceForPage[]
  /** Findings in the host's configuration that explain it. */
  explained: PlaceForPage[]
  acknowledged: { by: string; at: string; reason: string; until: string | null; isOver: boolean } | null
  incident: { number: number; isOpen: boolean } | null
  history: { id: string; at: string; from: string | null; to: string; place: string; by: string; reason: string }[]
}

const HISTORY_SHOWN = 12

/** One check of one host: what was seen where and from where, the cure, what was before. Null when there is no such host or nothing is known of it. */
export async function getCheck(viewer: Viewer, { host: name, check, now }: { host: string; check: string; now: Date }): Promise<CheckPage | null> {
  if (!may(viewer, 'see-desk')) return null
  const db = webDb()
  const host = (await listFleetHosts(db)).find((one) => one.name === name)
  if (!host) return null
  const reasons = explainedBy(check)
  const [rows, history, { everyMinutes }] = await Promise.all([listCheckRows(db, host.id, [check, ...reasons]), listCheckMoves(db, { hostId: host.id, checks: [check], limit: HISTORY_SHOWN }), readProbeSetting(db)])
  const own = rows.filter((row) => row.check === check)
  if (own.length === 0) return null
  const failing = own.filter(isFailing)
  const told = failing[0] ?? own[0]
  const shown = (row: CheckRow) => placeForPage(row, host, { now, everyMinutes })
  return {
    check, harm: harmOf(check),
    host: { name: host.name, kind: host.kind, site: host.site, mtaVersion: host.mtaVersion, probedAt: host.probedAt, isAsked: host.isAsked, isProbed: host.places.length > 0 && host.off === null },
    state: failing.some(({ state }) => state === 'fail') ? 'fail' : own.some(({ state }) => state === 'unknown') ? 'unknown' : 'pass',
    isFailing: failing.length > 0,
    since: told ? (failing[0]?.knownAt ?? told.since).toISOString() : null,
    places: own.map(shown).toSorted((a, b) => Number(b.isFailing) - Number(a.isFailing) || (a.port ?? 0) - (b.port ?? 0)),
    explained: rows.filter((row) => row.check !== check && isFailing(row)).map(shown),
    acknowledged: acknowledgedOf(failing, now),
    incident: failing.flatMap(({ incident }) => incident ?? [])[0] ?? null,
    history: history.reverse().map(({ id, at, from, to, by, reason, evidence }) => ({ id, at: at.toISOString(), from, to, by, reason, place: evidence.place })),
  }
}

function acknowledgedOf(failing: CheckRow[], now: Date): CheckPage['acknowledged'] {
  const found = failing.flatMap(({ acknowledged }) => acknowledged ?? [])[0]
  return found ? { by: found.by, at: found.at.toISOString(), reason: found.reason, until: found.until?.toISOString() ?? null, isOver: !isAcknowledged({ acknowledgedAt: found.at, acknowledgedUntil: found.until }, now) } : null
}

function placeForPage({ source, check, place, state, since, knownAt, knownState, checkedAt, cure, looks }: CheckRow, host: FleetHostRow, { now, everyMinutes }: { now: Date; everyMinutes: number }): PlaceForPage {
  const freshMs = source === 'probe' ? freshForMs(everyMinutes * 60_000) : source === 'round-trip' ? ROUND_TRIP_FRESH_MS : CONFIGURATION_FRESH_MS
  const port = source === 'probe' ? Number(/\d+$/.exec(place)?.[0]) : null
  return {
    source, check, place, state, cure, port: port === null ? null : (host.places.find((one) => one.port === port)?.as ?? port),
    isFailing: isFailing({ state, knownState }), since: (knownAt ?? since).toISOString(), checkedAt: checkedAt.toISOString(),
    looks: looks.map((look) => ({ ...look, isFresh: now.getTime() - Date.parse(look.at) <= freshMs })),
    disagreement: disagreementOf(looks, { now, freshMs }),
  }
}

export type HostChecks = { checks: { source: string; check: string; state: 'pass' | 'fail' | 'unknown'; isFailing: boolean; isKnown: boolean; places: string[]; since: string; harm: Harm; evidence: string }[]; passing: number; probedAt: string | null; isAsked: boolean; isProbed: boolean; off: { at: string; reason: string } | null; configuredAt: string | null }

/** All checks of one host, those with something to look at first; null when there is no such host. */
export async function getHostChecks(viewer: Viewer, name: string, now: Date): Promise<HostChecks | null> {
  if (!may(viewer, 'see-desk')) return null
  const db = webDb()
  const host = (await listFleetHosts(db)).find((one) => one.name === name)
  if (!host) return null
  const rows = await listCheckRows(db, host.id)
  const troubled = rows.filter((row) => row.state !== 'pass')
  const checks = [...Map.groupBy(troubled, ({ source, check }) => `${source} ${check}`).values()].flatMap((own) => {
    const worst = own.find(isFailing) ?? own[0]
    if (!worst) return []
    const { source, check, state } = worst
    const isKnown = own.filter(isFailing).every(({ acknowledged }) => acknowledged !== null && isAcknowledged({ acknowledgedAt: acknowledged.at, acknowledgedUntil: acknowledged.until }, now))
    return [{ source, check, state, isFailing: isFailing(worst), isKnown: isFailing(worst) && isKnown, places: own.map(({ place }) => place), since: (isFailing(worst) ? (worst.knownAt ?? worst.since) : worst.since).toISOString(), harm: harmOf(check), evidence: worst.looks.find((look) => look.state === state)?.evidence ?? '' }]
  })
  const configured = rows.filter(({ source }) => source === 'configuration').map(({ checkedAt }) => checkedAt.toISOString())
  return {
    checks: checks.toSorted((a, b) => Number(b.isFailing) - Number(a.isFailing) || Number(b.harm === 'now') - Number(a.harm === 'now')),
    passing: new Set(rows.filter(({ state }) => state === 'pass').map(({ source, check }) => `${source} ${check}`)).size,
    probedAt: host.probedAt, isAsked: host.isAsked, isProbed: host.places.length > 0 && host.off === null, off: host.off, configuredAt: configured.toSorted().at(-1) ?? null,
  }
}
