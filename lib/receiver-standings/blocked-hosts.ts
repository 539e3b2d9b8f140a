import type { ReceiverMove } from '../audit/receiver-move-records.ts'
import type { StandingState } from './standing.ts'

/** What one host met in an incident of a receiver. Times as ISO text; null for what it did not come to. */
export type BlockedHost = {
  hostId: number
  host: string
  state: StandingState
  since: string
  /** The first deferral or refusal as far as replies were kept. */
  beganAt: string
  softAt: string | null
  hardAt: string | null
  /** When the reply was given that is shown. */
  saidAt: string | null
  overAt: string | null
  attempts: number
  deferred: number
  refused: number
  usuallyTaken: number | null
  refusalClass: string | null
  reply: string | null
}

/**
 * The hosts of an incident from its moves, those that are refused first, then in the order of their trouble.
 *
 * @param moves oldest first
 */
export function blockedHosts(moves: ReceiverMove[]): BlockedHost[] {
  const hosts = [...Map.groupBy(moves, ({ hostId }) => hostId).values()].map(hostOf)
  const weight = { refused: 0, deferring: 1, fine: 2 }
  return hosts.sort((a, b) => weight[a.state] - weight[b.state] || a.beganAt.localeCompare(b.beganAt) || a.host.localeCompare(b.host))
}

function hostOf(moves: ReceiverMove[]): BlockedHost {
  const [first] = moves
  const last = moves.at(-1)
  if (!first || !last) throw new Error('a host of an incident has moved')
  const worst = moves.findLast(({ to }) => to === 'refused') ?? moves.findLast(({ to }) => to === 'deferring') ?? last
  const firstTo = (state: StandingState) => moves.find(({ to }) => to === state)?.at.toISOString() ?? null
  const { attempts, deferred, refused, refusalClass, reply, usuallyTaken } = worst.evidence
  return {
    hostId: first.hostId, host: first.host, state: last.to, since: last.at.toISOString(), beganAt: first.evidence.firstAt ?? first.at.toISOString(),
    softAt: firstTo('deferring'), hardAt: firstTo('refused'), overAt: last.to === 'fine' ? last.at.toISOString() : null,
    saidAt: worst.evidence.firstAt, attempts, deferred, refused, refusalClass, reply, usuallyTaken,
  }
}
