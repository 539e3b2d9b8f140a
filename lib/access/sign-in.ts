import type { Db } from '../db.ts'
import { AppError } from '../errors.ts'
import type { AttemptLimit } from './attempt-limit.ts'
import { fitsPassword, PASSWORD_MAX } from './password.ts'
import { findUserByEmail, normaliseEmail } from './users-records.ts'

export type SignInLimits = { byAccount: AttemptLimit; byAddress: AttemptLimit }
type Attempt = { email: string; password: string; address: string; now: Date }

/**
 * Checks an e-mail address and a password.
 *
 * @returns the person's id
 * @throws AppError `too-many` when this account or this address has failed too often, else `signed-out`, the same for
 *   an unknown address, a wrong password and a disabled person
 */
export async function signInWithPassword(db: Db, limits: SignInLimits, attempt: Attempt): Promise<number> {
  const account = normaliseEmail(attempt.email)
  const now = attempt.now.getTime()
  if (limits.byAccount.isOver(account, now) || limits.byAddress.isOver(attempt.address, now)) {
    throw new AppError('too-many', 'Sign-in refused: too many failed attempts')
  }

  const userId = await checkPassword(db, account, attempt.password)
  if (userId === null) {
    limits.byAccount.fail(account, now)
    limits.byAddress.fail(attempt.address, now)
    throw new AppError('signed-out', 'Sign-in refused: address and password do not fit')
  }
  limits.byAccount.clear(account)
  return userId
}

async function checkPassword(db: Db, account: string, password: string): Promise<number | null> {
  const user = account.length <= 320 && !account.includes('\0') ? await findUserByEmail(db, account) : null
  const isBounded = password.length <= PASSWORD_MAX
  const fits = await fitsPassword(isBounded ? password : '', user?.passwordHash ?? null)
  return user && fits && isBounded && user.disabledAt === null ? user.id : null
}
