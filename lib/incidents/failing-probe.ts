import type { CheckMove } from '../audit/check-move-records.ts'

/** A check of a host at one place, as the incident's rows tell it. Times as ISO text. */
export type FailedPlace = { source: string; check: string; place: string; beganAt: string; overAt: string | null; isUnseen: boolean; evidence: string; cure: string | null }
/** One host of an incident of a failing check. */
export type FailedHost = { hostId: number; host: string; beganAt: string; overAt: string | null; acknowledged: string | null; places: FailedPlace[] }

/** The hosts of an incident from its turns, those that fail still first. @param moves oldest first */
export function failedHosts(moves: CheckMove[]): FailedHost[] {
  const hosts = [...Map.groupBy(moves, ({ hostId }) => hostId).values()].flatMap((own) => hostOf(own) ?? [])
  return hosts.toSorted((a, b) => Number(a.overAt !== null) - Number(b.overAt !== null) || a.beganAt.localeCompare(b.beganAt) || a.host.localeCompare(b.host))
}

function hostOf(moves: CheckMove[]): FailedHost | null {
  const turns = moves.filter(({ to }) => to === 'fail' || to === 'pass' || to === 'unknown')
  const places = [...Map.groupBy(turns, ({ evidence }) => `${evidence.check} ${evidence.place}`).values()].flatMap((own) => placeOf(own) ?? [])
  const [first] = moves
  if (!first || places.length === 0) return null
  const isOver = places.every(({ overAt }) => overAt !== null)
  const said = moves.findLast(({ to }) => to === 'acknowledged' || to === 'reopened' || to === 'pass')
  return {
    hostId: first.hostId, host: first.host, places, beganAt: places.map(({ beganAt }) => beganAt).sort()[0] ?? '',
    overAt: isOver ? (places.flatMap(({ overAt }) => overAt ?? []).sort().at(-1) ?? null) : null,
    acknowledged: !isOver && said?.to === 'acknowledged' ? said.reason : null,
  }
}

function placeOf(moves: CheckMove[]): FailedPlace | null {
  const failed = moves.filter(({ to }) => to === 'fail')
  const [first, last] = [failed[0], moves.at(-1)]
  const told = failed.at(-1)
  if (!first || !last || !told) return null
  const { source, check, place, evidence, cure } = told.evidence
  return { source, check, place, evidence, cure, beganAt: first.at.toISOString(), overAt: last.to === 'pass' ? last.at.toISOString() : null, isUnseen: last.to === 'unknown' }
}

/** An incident of a failing check in a few figures. */
export type ProbeSummary = { check: string; hostKind: string; hosts: number; failing: number }

export function probeSummary({ check, hostKind }: { check: string; hostKind: string }, hosts: FailedHost[]): ProbeSummary {
  return { check, hostKind, hosts: hosts.length, failing: hosts.filter(({ overAt }) => overAt === null).length }
}
