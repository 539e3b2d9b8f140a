import { Prisma } from '../generated/prisma/client.ts'
import type { Tx } from '../db.ts'
import { actorUserId, type Actor } from './actor.ts'
import { changeEvidence, type ChangeEvidence, type ChangeKind } from './change.ts'

/** What a change row belongs to: each id it names puts it on that noun's timeline. */
export type ChangeLinks = {
  hostId?: number | null
  accountId?: number | null
  customerId?: number | null
  lockId?: string | null
  ticketId?: number | null
  incidentId?: number | null
  requestId?: number | null
  orderId?: string | null
}

export type Change<K extends ChangeKind> = ChangeLinks & {
  kind: K
  at: Date
  actor: Actor
  from?: string | null
  to?: string | null
  reason?: string
  evidence: ChangeEvidence<K>
}

/**
 * Writes the one row that announces a change. Call it in the transaction that makes the change, so that neither is
 * seen without the other. Throws when the evidence is not of the kind's shape.
 */
export async function recordChange<K extends ChangeKind>(tx: Tx, change: Change<K>): Promise<bigint> {
  const row = await tx.changeRow.create({ data: rowOf(change), select: { id: true } })
  return row.id
}

/** When a lock last came into this state, as its change rows say; null when it never did. */
export async function lastTimeInState(tx: Tx, lockId: string, state: string): Promise<Date | null> {
  const row = await tx.changeRow.findFirst({ where: { lockId, kind: 'relay-lock', to: state }, orderBy: { id: 'desc' }, select: { at: true } })
  return row?.at ?? null
}

function rowOf<K extends ChangeKind>(change: Change<K>): Prisma.ChangeRowUncheckedCreateInput {
  const evidence = changeEvidence[change.kind].parse(change.evidence)
  return {
    at: change.at,
    kind: change.kind,
    from: change.from ?? null,
    to: change.to ?? null,
    reason: change.reason ?? '',
    byKind: change.actor.kind,
    byUserId: actorUserId(change.actor),
    hostId: change.hostId ?? (change.actor.kind === 'agent' ? change.actor.hostId : null),
    accountId: change.accountId ?? null,
    customerId: change.customerId ?? null,
    lockId: change.lockId ?? null,
    ticketId: change.ticketId ?? null,
    incidentId: change.incidentId ?? null,
    requestId: change.requestId ?? null,
    orderId: change.orderId ?? null,
    evidence: evidence as Prisma.InputJsonValue,
  }
}
