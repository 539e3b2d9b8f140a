import type { Tx } from '../db.ts'
import { CLOSED_STATES, lockEvidence, lockState, type LockEvidence, type LockState } from './relay-lock.ts'

/** A lock that nobody else can move until the transaction ends. */
export type HeldLock = {
  id: string
  state: LockState
  stateSince: Date
  lockedAt: Date
  account: { id: number; name: string; customerId: number | null }
  agentLockIds: string[]
  originHostId: number | null
  needsSecondPerson: boolean
  approvedById: number | null
  relapses: number
  incidentId: number | null
  ticketId: number | null
}

const SELECT = {
  id: true, state: true, stateSince: true, lockedAt: true, agentLockIds: true, originHostId: true,
  needsSecondPerson: true, approvedById: true, relapses: true, incidentId: true,
  account: { select: { id: true, name: true, customerId: true } },
  ticket: { select: { id: true } },
} as const

/**
 * Takes hold of a lock for the rest of the transaction, by its account's row: whatever locks or unlocks one account
 * comes one after the other, and each sees what the one before it did. Null when there is no such lock.
 */
export async function holdLock(tx: Tx, lockId: string): Promise<HeldLock | null> {
  await tx.$queryRaw`
    SELECT 1 FROM "Account" WHERE id = (SELECT "accountId" FROM "RelayLock" WHERE id = ${lockId}::uuid) FOR NO KEY UPDATE`
  const row = await tx.relayLock.findUnique({ where: { id: lockId }, select: SELECT })
  return row && heldLock(row)
}

/** The lock of an account that is not closed; there is at most one. Hold the account first (`holdAccount`). */
export async function findOpenLock(tx: Tx, accountId: number): Promise<HeldLock | null> {
  const row = await tx.relayLock.findFirst({ where: { accountId, state: { notIn: CLOSED_STATES } }, orderBy: { lockedAt: 'desc' }, select: SELECT })
  return row && heldLock(row)
}

/** Whether some lock, open or closed, has taken over this lock of an agent. */
export async function isAgentLockAdopted(tx: Tx, agentLockId: string): Promise<boolean> {
  return (await tx.relayLock.count({ where: { agentLockIds: { has: agentLockId } } })) > 0
}

export async function earlierLocks(tx: Tx, accountId: number): Promise<{ id: string; lockedAt: Date; state: LockState }[]> {
  const rows = await tx.relayLock.findMany({ where: { accountId }, orderBy: { lockedAt: 'desc' }, select: { id: true, lockedAt: true, state: true } })
  return rows.map((row) => ({ ...row, state: lockState.parse(row.state) }))
}

/** Accounts that are to be locked now: those with an open lock, and those whose customer was given notice. */
export async function lockedAccounts(tx: Tx): Promise<{ account: string; lockId: string }[]> {
  const rows = await tx.relayLock.findMany({
    where: { state: { notIn: ['open', 'lifted'] } },
    orderBy: { lockedAt: 'asc' },
    select: { id: true, account: { select: { name: true } } },
  })
  return rows.map((row) => ({ account: row.account.name, lockId: row.id }))
}

export type NewLock = {
  id: string
  accountId: number
  lockedAt: Date
  origin: 'agent' | 'person'
  originHostId: number | null
  agentLockIds: string[]
  evidence: LockEvidence
  reason: string
  previousLockId: string | null
  needsSecondPerson: boolean
  incidentId: number
}

export async function createLock(tx: Tx, lock: NewLock): Promise<void> {
  await tx.relayLock.create({ data: { ...lock, evidence: lockEvidence.parse(lock.evidence), state: 'locked', stateSince: lock.lockedAt } })
}

export async function setLockState(tx: Tx, lockId: string, state: LockState, at: Date): Promise<void> {
  const closedAt = CLOSED_STATES.includes(state) ? at : null
  await tx.relayLock.update({ where: { id: lockId }, data: { state, stateSince: at, closedAt } })
}

/** Adds an agent's own lock to those this lock stands for, once. */
export async function adoptAgentLockId(tx: Tx, lockId: string, agentLockId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "RelayLock" SET "agentLockIds" = array_append("agentLockIds", ${agentLockId}::uuid)
    WHERE id = ${lockId}::uuid AND NOT (${agentLockId}::uuid = ANY ("agentLockIds"))`
}

/** A relapse also takes back a second person's approval: the next unlock is a new decision. */
export async function countRelapse(tx: Tx, lockId: string, at: Date): Promise<void> {
  await tx.relayLock.update({
    where: { id: lockId },
    data: { relapses: { increment: 1 }, relapsedAt: at, approvedById: null, approvedAt: null, approvalReason: null },
  })
}

export async function setApproval(tx: Tx, lockId: string, approval: { userId: number; at: Date; reason: string }): Promise<void> {
  await tx.relayLock.update({
    where: { id: lockId },
    data: { approvedById: approval.userId, approvedAt: approval.at, approvalReason: approval.reason },
  })
}

type Row = Omit<HeldLock, 'state' | 'ticketId'> & { state: string; ticket: { id: number } | null }
function heldLock({ ticket, ...row }: Row): HeldLock {
  return { ...row, state: lockState.parse(row.state), ticketId: ticket?.id ?? null }
}
