import type { Tx } from '../db.ts'
import { AppError } from '../errors.ts'
import { holdLock, type HeldLock } from '../relay-locks/relay-lock-records.ts'
import type { LockRefusal } from '../relay-locks/relay-lock.ts'

/** The lock, held until the transaction ends; `not-found` when there is none. */
export async function holdLockOrRefuse(tx: Tx, lockId: string): Promise<HeldLock> {
  const lock = await holdLock(tx, lockId)
  if (!lock) throw new AppError('not-found', `no lock ${lockId}`)
  return lock
}

/** Refuses a move in words for the person: somebody or something was faster, or a step is missing. */
export function refuseMove(lock: HeldLock, why: LockRefusal): never {
  throw new AppError('conflict', `lock ${lock.id} (${lock.state}): ${why}`, { userMessageKey: `errors.lock.${why}` })
}
