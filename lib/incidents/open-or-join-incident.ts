import { recordChange } from '../audit/change-records.ts'
import type { Actor } from '../audit/actor.ts'
import type { Tx } from '../db.ts'
import type { IncidentKind } from './incident.ts'
import { createIncident, findOpenIncident, type IncidentRow } from './incident-records.ts'

export type IncidentCause = { kind: IncidentKind; causeKey: string; at: Date; actor: Actor; hostId?: number | null; accountId?: number | null; customerId?: number | null }

/**
 * The one way an incident begins: joins the open one of the same kind and cause, or opens it. Two programs that meet
 * the same cause at once come one after the other (advisory lock until the transaction ends).
 */
export async function openOrJoinIncident(tx: Tx, cause: IncidentCause): Promise<IncidentRow & { isNew: boolean }> {
  await holdCause(tx, cause)
  const open = await findOpenIncident(tx, cause.kind, cause.causeKey)
  if (open) return { ...open, isNew: false }

  const incident = await createIncident(tx, { kind: cause.kind, causeKey: cause.causeKey, openedAt: cause.at })
  await recordChange(tx, {
    kind: 'incident',
    at: cause.at,
    actor: cause.actor,
    from: null,
    to: 'open',
    incidentId: incident.id,
    hostId: cause.hostId,
    accountId: cause.accountId,
    customerId: cause.customerId,
    evidence: { number: incident.number, kind: cause.kind },
  })
  return { ...incident, isNew: true }
}

/** Who begins, joins or ends an incident of a cause comes one after the other, until the transaction ends. */
export async function holdCause(tx: Tx, { kind, causeKey }: Pick<IncidentCause, 'kind' | 'causeKey'>): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`incident ${kind} ${causeKey}`}, 0))::text`
}

/** Relay abuse of one customer is one story, whichever of his accounts are used; of an account of nobody, its own. */
export function relayAbuseCause(account: { name: string; customerId: number | null }): string {
  return account.customerId === null ? `account:${account.name}` : `customer:${account.customerId}`
}
