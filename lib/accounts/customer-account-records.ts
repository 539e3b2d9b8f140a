import type { Db, Tx } from '../db.ts'
import { lockEvidence, lockState, type LockEvidence, type LockState } from '../relay-locks/relay-lock.ts'

export type CustomerLockRow = {
  id: string
  state: LockState
  stateSince: string
  lockedAt: string
  closedAt: string | null
  relapses: number
  originHostId: number | null
  evidence: LockEvidence
  ticket: { number: number; waitingFor: string; answers: { question: number; version: number; state: string }[] } | null
}

/** A customer's accounts by name, each with its newest lock and how many of its mails lie in quarantine. */
export async function listAccountsOfCustomer(db: Db | Tx, customerId: number): Promise<{ name: string; lock: CustomerLockRow | null; held: number }[]> {
  const rows = await db.account.findMany({
    where: { customerId },
    orderBy: { name: 'asc' },
    select: {
      name: true,
      locks: {
        orderBy: { lockedAt: 'desc' },
        take: 1,
        select: {
          id: true, state: true, stateSince: true, lockedAt: true, closedAt: true, relapses: true, originHostId: true, evidence: true,
          ticket: { select: { number: true, waitingFor: true, answers: { select: { question: true, version: true, state: true } } } },
        },
      },
      _count: { select: { messages: { where: { state: 'quarantined' } } } },
    },
  })
  return rows.map(({ name, locks: [lock], _count }) => ({
    name,
    held: _count.messages,
    lock: lock ? {
      ...lock,
      state: lockState.parse(lock.state),
      stateSince: lock.stateSince.toISOString(),
      lockedAt: lock.lockedAt.toISOString(),
      closedAt: lock.closedAt?.toISOString() ?? null,
      evidence: lockEvidence.parse(lock.evidence),
    } : null,
  }))
}

export type HeldDay = { account: string; day: string; state: string; messages: number; deleteAt: string | null }

/**
 * Mail of a customer that was taken out of delivery, counted by account, the day it was taken (in `timeZone`) and what
 * became of it; newest day first. Never subjects, senders or recipients.
 */
export async function countHeldByDay(db: Db | Tx, customerId: number, timeZone: string): Promise<HeldDay[]> {
  const rows = await db.$queryRaw<{ account: string; day: string; state: string; messages: number; deleteAt: Date | null }[]>`
    SELECT a.name AS account, to_char(b."takenAt" AT TIME ZONE ${timeZone}, 'YYYY-MM-DD') AS day, m.state,
      count(*)::int AS messages, min(b."deleteAt") AS "deleteAt"
    FROM "QuarantinedMessage" m JOIN "QuarantineBatch" b ON b.id = m."batchId" JOIN "Account" a ON a.id = m."accountId"
    WHERE a."customerId" = ${customerId}
    GROUP BY 1, 2, 3 ORDER BY 2 DESC, 1, 3`
  return rows.map((row) => ({ ...row, deleteAt: row.deleteAt?.toISOString() ?? null }))
}

/** The names of a customer's accounts. */
export async function listAccountNames(db: Db | Tx, customerId: number): Promise<string[]> {
  const rows = await db.account.findMany({ where: { customerId }, orderBy: { name: 'asc' }, select: { name: true } })
  return rows.map(({ name }) => name)
}
