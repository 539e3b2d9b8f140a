import * as z from 'zod'
import { Prisma } from '../generated/prisma/client.ts'
import type { Tx } from '../db.ts'
import { guardedUnlockTerms, type GuardedUnlockTerms } from '../policies/policy.ts'
import type { EventOf } from '../protocol/events.ts'
import { messageRef, queuedMessage } from '../protocol/messages.ts'
import type { MessagesToRead } from '../quarantine/quarantine-list-records.ts'
import { guardedUnlockSteps, type GuardedUnlockStep } from './guarded-unlock.ts'

const OVER: GuardedUnlockStep[] = ['opened', 'locked-again', 'cancelled', 'failed']

export type GuardedUnlockRow = { id: string; lockId: string; hostId: number; step: GuardedUnlockStep; terms: GuardedUnlockTerms; startedAt: Date; watchBeganAt: Date | null; watchUntil: Date | null }
const ROW = { id: true, lockId: true, hostId: true, step: true, terms: true, startedAt: true, watchBeganAt: true, watchUntil: true } as const

export type PreCheck = {
  /** Mails of the account in the host's queue, null when its latest reading does not say. */
  queued: number | null
  queueReadAt: string | null
  /** Attempts refused by the lock in the running and the last hour, on all hosts. */
  refusedLately: number
  lastRefusedHour: string | null
}

export type NewGuardedUnlock = { id: string; lockId: string; hostId: number; startedById: number; startedAt: Date; reason: string; terms: GuardedUnlockTerms; preCheck: PreCheck }

/** Written with the step `watch-wanted` before any host is told. */
export async function createGuardedUnlock(tx: Tx, unlock: NewGuardedUnlock): Promise<void> {
  await tx.guardedUnlock.create({ data: { ...unlock, step: 'watch-wanted', stepSince: unlock.startedAt } })
}

export async function findGuardedUnlock(tx: Tx, id: string): Promise<GuardedUnlockRow | null> {
  const row = await tx.guardedUnlock.findUnique({ where: { id }, select: ROW })
  return row && { ...row, step: stepOf(row.step), terms: guardedUnlockTerms.parse(row.terms) }
}

/** The one of a lock that is not over, if any. */
export async function findRunningGuardedUnlock(tx: Tx, lockId: string): Promise<GuardedUnlockRow | null> {
  const row = await tx.guardedUnlock.findFirst({ where: { lockId, step: { notIn: OVER } }, select: ROW, orderBy: { startedAt: 'desc' } })
  return row && { ...row, step: stepOf(row.step), terms: guardedUnlockTerms.parse(row.terms) }
}

/** The watch is in force. Told again (a host whose journal was lost begins anew), the newer times stand. */
export async function setWatching(tx: Tx, id: string, watch: { beganAt: Date; until: Date }): Promise<void> {
  await tx.guardedUnlock.updateMany({
    where: { id, step: { in: ['watch-wanted', 'watching'] } },
    data: { step: 'watching', stepSince: watch.beganAt, watchBeganAt: watch.beganAt, watchUntil: watch.until },
  })
}

/** Figures of a running watch. Headers of what is held: envelope only, as the protocol has it. */
export async function storeWatchProgress(tx: Tx, event: EventOf<'watch-progress'>, at: Date): Promise<void> {
  await tx.guardedUnlock.updateMany({
    where: { id: event.guardedUnlockId },
    data: { figures: event.figures, figuresAt: at, held: event.held as Prisma.InputJsonValue },
  })
}

/** Ends it once; false when it was over already. */
export async function endGuardedUnlock(tx: Tx, id: string, step: GuardedUnlockStep, at: Date): Promise<boolean> {
  const { count } = await tx.guardedUnlock.updateMany({ where: { id, step: { notIn: OVER } }, data: { step, stepSince: at, endedAt: at } })
  return count === 1
}

/** Ends whatever guarded unlock of this lock is running; there is at most one. */
export async function endGuardedUnlocksOfLock(tx: Tx, lockId: string, step: GuardedUnlockStep, at: Date): Promise<void> {
  await tx.guardedUnlock.updateMany({ where: { lockId, step: { notIn: OVER } }, data: { step, stepSince: at, endedAt: at } })
}

/** How the agent says it ended, also when the desk had ended it before. */
export async function storeWatchOutcome(tx: Tx, event: EventOf<'watch-ended'>, at: Date): Promise<void> {
  const { outcome, breach, released, quarantined, left, excerpts } = event
  await tx.guardedUnlock.updateMany({
    where: { id: event.guardedUnlockId },
    data: { figures: event.figures, figuresAt: at, outcome: { outcome, breach, released, quarantined, left, excerpts } },
  })
}

function stepOf(step: string): GuardedUnlockStep {
  const known = guardedUnlockSteps.find((one) => one === step)
  if (!known) throw new Error(`unknown step of a guarded unlock: ${step}`)
  return known
}

export type RunningWatch = { id: string; hostId: number; host: string; account: string; step: GuardedUnlockStep; startedAt: Date; watchUntil: Date | null }

/** All that are not over, on all hosts. */
export async function listRunningGuardedUnlocks(tx: Tx): Promise<RunningWatch[]> {
  const rows = await tx.guardedUnlock.findMany({
    where: { step: { notIn: OVER } },
    select: { id: true, hostId: true, step: true, startedAt: true, watchUntil: true, host: { select: { name: true } }, lock: { select: { account: { select: { name: true } } } } },
  })
  return rows.map(({ host, lock, step, ...row }) => ({ ...row, step: stepOf(step), host: host.name, account: lock.account.name }))
}

/** The newest mails that a running watch holds, as an order names them; none when it has ended or holds nothing. */
export async function findHeldRefs(tx: Tx, id: string): Promise<MessagesToRead[]> {
  const row = await tx.guardedUnlock.findUnique({
    where: { id, endedAt: null },
    select: { hostId: true, lockId: true, held: true, lock: { select: { accountId: true, account: { select: { customerId: true } } } } },
  })
  const held = z.array(queuedMessage).safeParse(row?.held).data ?? []
  if (!row || held.length === 0) return []
  const refs = held.slice(-HELD_READ_MAX).map((message) => messageRef.strip().parse(message))
  return [{ hostId: row.hostId, lockId: row.lockId, accountId: row.lock.accountId, customerId: row.lock.account.customerId, refs }]
}

const HELD_READ_MAX = 50
