import type { Db, Tx } from '../db.ts'
import { AppError } from '../errors.ts'
import { hashPassword, PASSWORD_MAX } from './password.ts'
import type { Role } from './permissions.ts'
import { findUserByEmail, initialsOf, insertUser } from './users-records.ts'

export type CreateUser = {
  email: string
  name: string
  /** Made from the name when left out. */
  initials?: string
  roles: readonly Role[]
  /** At least ten characters; null for somebody who signs in another way. */
  password: string | null
  customerId: number | null
  language?: 'de' | 'en' | null
  now: Date
}

/**
 * Adds a person to the desk. For the admin's pages and shell, and for the demo.
 *
 * @returns the person's id
 * @throws AppError `conflict` when the address is taken, `bad-input` for a short password or a customer role without
 *   its customer
 */
export async function createUser(db: Db | Tx, user: CreateUser): Promise<number> {
  if (user.password !== null && (user.password.length < 10 || user.password.length > PASSWORD_MAX)) {
    throw new AppError('bad-input', 'A password has 10 to 256 characters', { userMessageKey: 'errors.password-length' })
  }
  if (user.roles.includes('customer') !== (user.customerId !== null)) {
    throw new AppError('bad-input', 'The customer role and a customer belong together', { userMessageKey: 'errors.customer-role' })
  }
  if (await findUserByEmail(db, user.email)) throw new AppError('conflict', 'The address is taken', { userMessageKey: 'errors.email-taken' })

  const { password, initials, language, ...rest } = user
  return insertUser(db, {
    ...rest,
    initials: initials ?? initialsOf(user.name),
    language: language ?? null,
    passwordHash: password === null ? null : await hashPassword(password),
  })
}
