import type { Db } from '../db.ts'
import { hashPassword } from './password.ts'
import { revokeSessionsOfUser } from './sessions-records.ts'
import { setUserDisabled, setUserPassword } from './users-records.ts'

/** Disables a person and ends all his sessions (ASVS 7.4.2); his next request is refused. */
export async function disableUser(db: Db, userId: number, now: Date): Promise<void> {
  await db.$transaction(async (tx) => {
    await setUserDisabled(tx, userId, now)
    await revokeSessionsOfUser(tx, userId, now)
  })
}

/** Gives a person a new password and ends all his sessions. */
export async function changePassword(db: Db, userId: number, password: string, now: Date): Promise<void> {
  const passwordHash = await hashPassword(password)
  await db.$transaction(async (tx) => {
    await setUserPassword(tx, userId, passwordHash)
    await revokeSessionsOfUser(tx, userId, now)
  })
}
