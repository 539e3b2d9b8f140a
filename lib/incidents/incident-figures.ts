import { addPhases, lockPhases, NO_PHASES, type LockPhases } from '../relay-locks/lock-phases.ts'
import type { IncidentLock } from './incident-page-records.ts'

/** What an incident cost, in numbers. Times in milliseconds; null where nothing was measured. */
export type IncidentFigures = {
  durationMs: number
  /** From the crossing mail to the lock in force, the slowest of its locks. */
  untilLockedMs: number | null
  /** From the first mail of the burst to the lock in force, the slowest of its locks. */
  burstMs: number | null
  /** From the lock to the first notice about it, the slowest of its locks; null while nobody is told. */
  untilToldMs: number | null
  mailsAccepted: number
  mailsQuarantined: number
  /** Recipients reached before the lock, and mails that left during a guarded unlock (a fault when not 0). */
  mailsLeft: number
  leakedWhileWatched: number
  lockedMs: number
  accounts: number
  notices: number
  relapses: number
  customers: number
  /** Where the time of its locks went. */
  phases: LockPhases
}

type Counted = { taken: Map<string, number>; left: Map<string, number>; moves: { lockId: string; at: Date; to: string }[] }

export function incidentFigures(incident: { openedAt: Date; endedAt: Date | null }, locks: IncidentLock[], counted: Counted, now: Date): IncidentFigures {
  const sum = (of: (lock: IncidentLock) => number) => locks.reduce((total, lock) => total + of(lock), 0)
  const leaked = sum((lock) => lock.leaked)
  return {
    durationMs: (incident.endedAt ?? now).getTime() - incident.openedAt.getTime(),
    untilLockedMs: slowest(locks, (lock) => between(lock.evidence.crossedAt, lock.evidence.inForceAt)),
    burstMs: slowest(locks, (lock) => between(lock.evidence.burstBeganAt, lock.evidence.inForceAt)),
    untilToldMs: slowest(locks, (lock) => lock.toldAt && Math.max(0, lock.toldAt.getTime() - lock.lockedAt.getTime())),
    mailsAccepted: sum((lock) => lock.evidence.figures?.messages ?? 0),
    mailsQuarantined: sum((lock) => counted.taken.get(lock.id) ?? 0),
    mailsLeft: sum((lock) => counted.left.get(lock.id) ?? 0) + leaked,
    leakedWhileWatched: leaked,
    lockedMs: sum((lock) => (lock.closedAt ?? now).getTime() - lock.lockedAt.getTime()),
    accounts: new Set(locks.map((lock) => lock.account)).size,
    notices: sum((lock) => lock.notices),
    relapses: sum((lock) => lock.relapses),
    customers: new Set(locks.flatMap((lock) => lock.customer?.number ?? [])).size,
    phases: locks.map((lock) => lockPhases(lock.lockedAt, counted.moves.filter((move) => move.lockId === lock.id), now)).reduce(addPhases, NO_PHASES),
  }
}

function between(from: string | null, to: string | null): number | null {
  return from === null || to === null ? null : Math.max(0, Date.parse(to) - Date.parse(from))
}

function slowest(locks: IncidentLock[], of: (lock: IncidentLock) => number | null): number | null {
  const known = locks.map(of).filter((ms) => ms !== null)
  return known.length === 0 ? null : Math.max(...known)
}
