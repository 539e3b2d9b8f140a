import { Prisma } from '../generated/prisma/client.ts'
import type { Db, Tx } from '../db.ts'
import { checkState } from '../protocol/probes.ts'
import type { CheckSource } from './check-catalogue.ts'
import { looks, type Look, type Standing } from './host-check.ts'

export type CheckKey = { check: string; place: string }
export type KeptCheck = CheckKey & Standing & { id: number; looks: Look[]; evidence: string; findingId: string | null; incidentId: number | null; isAcknowledged: boolean }

/** All that is kept of a host's checks of one source. */
export async function listChecksOfHost(tx: Tx, hostId: number, source: CheckSource): Promise<KeptCheck[]> {
  const rows = await tx.hostCheck.findMany({ where: { hostId, source }, orderBy: [{ check: 'asc' }, { place: 'asc' }] })
  return rows.map(({ id, check, place, state, since, knownState, knownAt, looks: kept, evidence, incidentId, acknowledgedAt }) => {
    const all = looks.parse(kept)
    return {
      id, check, place, since, knownAt, evidence, incidentId, state: checkState.parse(state), knownState: knownStateOf(knownState), looks: all,
      findingId: all.find((one) => one.state === 'fail')?.findingId ?? null, isAcknowledged: acknowledgedAt !== null,
    }
  })
}

export function knownStateOf(text: string | null): 'pass' | 'fail' | null {
  return text === 'pass' || text === 'fail' ? text : null
}

export type SavedCheck = CheckKey & Standing & { checkedAt: Date; evidence: string; cure: string | null; looks: Look[]; incidentId: number | null; /** What somebody acknowledged is no more as it was. */ isChanged: boolean }

/** Many checks of a host at once, new ones and known ones. */
export async function saveChecks(tx: Tx, hostId: number, source: CheckSource, saved: SavedCheck[]): Promise<void> {
  if (saved.length === 0) return
  const column = <T>(of: (check: SavedCheck) => T): T[] => saved.map(of)
  await tx.$executeRaw`
    INSERT INTO "HostCheck" AS c ("hostId", source, "check", place, state, since, "checkedAt", "knownState", "knownAt", evidence, cure, looks, "incidentId")
    SELECT ${hostId}, ${source}, "check", place, state, since, "checkedAt", "knownState", "knownAt", evidence, cure, looks::jsonb, "incidentId"
    FROM unnest(
      ${column(({ check }) => check)}::text[], ${column(({ place }) => place)}::text[], ${column(({ state }) => state)}::text[], ${column(({ since }) => since)}::timestamptz[],
      ${column(({ checkedAt }) => checkedAt)}::timestamptz[], ${column(({ knownState }) => knownState)}::text[], ${column(({ knownAt }) => knownAt)}::timestamptz[],
      ${column(({ evidence }) => evidence)}::text[], ${column(({ cure }) => cure)}::text[], ${column((one) => JSON.stringify(one.looks))}::text[], ${column(({ incidentId }) => incidentId)}::int[]
    ) AS one ("check", place, state, since, "checkedAt", "knownState", "knownAt", evidence, cure, looks, "incidentId")
    ON CONFLICT ("hostId", source, "check", place) DO UPDATE SET state = excluded.state, since = excluded.since, "checkedAt" = excluded."checkedAt",
      "knownState" = excluded."knownState", "knownAt" = excluded."knownAt", evidence = excluded.evidence, cure = excluded.cure, looks = excluded.looks, "incidentId" = excluded."incidentId"`
  const changed = saved.filter(({ isChanged }) => isChanged)
  if (changed.length > 0) await forgetAcknowledgements(tx, hostId, changed.map(({ check, place }) => ({ check, place, source })))
}

async function forgetAcknowledgements(tx: Tx, hostId: number, keys: (CheckKey & { source: CheckSource })[]): Promise<void> {
  await tx.hostCheck.updateMany({ where: { hostId, OR: keys, acknowledgedAt: { not: null } }, data: NOT_ACKNOWLEDGED })
}

const NOT_ACKNOWLEDGED = { acknowledgedAt: null, acknowledgedById: null, acknowledgedReason: null, acknowledgedUntil: null } as const

/** Checks that apply to the host no more. */
export async function removeChecks(tx: Tx, ids: number[]): Promise<void> {
  if (ids.length > 0) await tx.hostCheck.deleteMany({ where: { id: { in: ids } } })
}

export const FAILING = { OR: [{ state: 'fail' }, { state: 'unknown', knownState: 'fail' }] } satisfies Prisma.HostCheckWhereInput

export type AcknowledgedCheck = CheckKey & { id: number; source: string; evidence: string; cure: string | null; state: string; incidentId: number | null; acknowledgedReason: string | null }

/** The failing places of one check of a host. */
export async function listFailingPlaces(tx: Tx, hostId: number, check: string): Promise<AcknowledgedCheck[]> {
  return tx.hostCheck.findMany({
    where: { hostId, check, ...FAILING }, orderBy: { place: 'asc' },
    select: { id: true, source: true, check: true, place: true, evidence: true, cure: true, state: true, incidentId: true, acknowledgedReason: true },
  })
}

export async function setAcknowledged(tx: Tx, ids: number[], by: { at: Date; userId: number; reason: string; until: Date | null }): Promise<void> {
  await tx.hostCheck.updateMany({ where: { id: { in: ids } }, data: { acknowledgedAt: by.at, acknowledgedById: by.userId, acknowledgedReason: by.reason, acknowledgedUntil: by.until } })
}

export async function setNotAcknowledged(tx: Tx, ids: number[]): Promise<void> {
  await tx.hostCheck.updateMany({ where: { id: { in: ids } }, data: NOT_ACKNOWLEDGED })
}

export type FailingCheck = { check: string; source: string; place: string; state: string; since: Date; host: string; hostKind: string; incidentNumber: number | null; acknowledgedAt: Date | null; acknowledgedUntil: Date | null }

/** All that fails of these checks on hosts in service, the longest first; nothing from outside of hosts that nobody looks at. */
export async function listFailing(db: Db, checks: string[]): Promise<FailingCheck[]> {
  const rows = await db.hostCheck.findMany({
    where: { check: { in: checks }, ...FAILING, host: { revokedAt: null }, NOT: { source: 'probe', host: { probeOffAt: { not: null } } } },
    orderBy: [{ knownAt: 'asc' }, { id: 'asc' }],
    select: { check: true, source: true, place: true, state: true, since: true, knownAt: true, acknowledgedAt: true, acknowledgedUntil: true, host: { select: { name: true, kind: true } }, incident: { select: { number: true, state: true } } },
  })
  return rows.map(({ host, incident, knownAt, since, ...row }) => ({ ...row, since: knownAt ?? since, host: host.name, hostKind: host.kind, incidentNumber: incident?.state === 'open' ? incident.number : null }))
}

/** Hosts that have checks which nobody looked at since, and that do not stand as unknown yet. */
export async function hostsUncheckedSince(db: Db, source: CheckSource, since: Date): Promise<{ id: number; name: string; kind: string }[]> {
  const rows = await db.hostCheck.findMany({ where: { source, checkedAt: { lt: since }, state: { not: 'unknown' } }, distinct: ['hostId'], select: { host: { select: { id: true, name: true, kind: true } } } })
  return rows.map(({ host }) => host)
}

/** Places of a host where something was ever seen from outside. */
export async function listKnownPlaces(tx: Tx, hostId: number): Promise<Set<string>> {
  const rows = await tx.hostCheck.findMany({ where: { hostId, source: 'probe', knownState: { not: null } }, distinct: ['place'], select: { place: true } })
  return new Set(rows.map(({ place }) => place))
}

/** A host's checks belong to no incident any more. @returns those they belonged to, in order */
export async function leaveIncidents(tx: Tx, hostId: number, source: CheckSource): Promise<number[]> {
  const left = await tx.hostCheck.findMany({ where: { hostId, source, incidentId: { not: null } }, distinct: ['incidentId'], select: { incidentId: true }, orderBy: { incidentId: 'asc' } })
  await tx.hostCheck.updateMany({ where: { hostId, source, incidentId: { not: null } }, data: { incidentId: null } })
  return left.flatMap(({ incidentId }) => incidentId ?? [])
}
