import type { Db, Tx } from '../db.ts'
import { role, type Role } from './permissions.ts'

/** What signing in needs of a person. */
export type UserForSignIn = { id: number; name: string; passwordHash: string | null; disabledAt: Date | null; customerId: number | null; roles: string[] }

const FOR_SIGN_IN = { id: true, name: true, passwordHash: true, disabledAt: true, customerId: true, roles: true } as const

/** E-mail addresses of people are kept in lower case and compared so. */
export function normaliseEmail(email: string): string {
  return email.trim().toLowerCase()
}

export async function findUserByEmail(db: Db | Tx, email: string): Promise<UserForSignIn | null> {
  return db.user.findUnique({ where: { email: normaliseEmail(email) }, select: FOR_SIGN_IN })
}

/** The roles of a person as they are now; none for somebody disabled or unknown. */
export async function findUserRoles(db: Db | Tx, userId: number): Promise<Role[]> {
  const row = await db.user.findFirst({ where: { id: userId, disabledAt: null }, select: { roles: true } })
  return (row?.roles ?? []).filter((one): one is Role => role.safeParse(one).success)
}

export type NewUser = { email: string; name: string; initials: string; roles: readonly Role[]; passwordHash: string | null; customerId: number | null; language: string | null; now: Date }

/** Adds a person; an address that is taken throws Prisma's unique error (P2002). */
export async function insertUser(db: Db | Tx, user: NewUser): Promise<number> {
  const { now, roles, email, ...rest } = user
  const row = await db.user.create({ data: { ...rest, email: normaliseEmail(email), roles: [...roles], createdAt: now }, select: { id: true } })
  return row.id
}

/**
 * The person who stands for a customer that comes by a notice's link: one per customer, without a password, under an
 * address that cannot receive mail (RFC 2606). Two first clicks at once meet at the unique address.
 */
export async function upsertLinkUser(db: Db | Tx, customerId: number, now: Date): Promise<{ id: number; disabledAt: Date | null }> {
  const { name, language } = await db.customer.findUniqueOrThrow({ where: { id: customerId }, select: { name: true, language: true } })
  const email = `customer-${customerId}@portal.invalid`
  const create = { email, name, initials: initialsOf(name), roles: ['customer'], customerId, language, createdAt: now }
  await db.user.createMany({ data: create, skipDuplicates: true })
  return db.user.findUniqueOrThrow({ where: { email }, select: { id: true, disabledAt: true } })
}

/** First letters of the first and the last word: "Mara Kühn" → "MK". */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word))
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => (word ? Array.from(word)[0] : ''))
  return letters.join('').toLocaleUpperCase('de') || '·'
}

export async function setUserLanguage(db: Db | Tx, userId: number, language: string): Promise<void> {
  await db.user.update({ where: { id: userId }, data: { language }, select: { id: true } })
}

export async function setUserTheme(db: Db | Tx, userId: number, theme: string): Promise<void> {
  await db.user.update({ where: { id: userId }, data: { theme }, select: { id: true } })
}

export async function setUserRoles(db: Db | Tx, userId: number, roles: readonly Role[]): Promise<void> {
  await db.user.update({ where: { id: userId }, data: { roles: [...roles] }, select: { id: true } })
}

export async function setUserPassword(db: Db | Tx, userId: number, passwordHash: string): Promise<void> {
  await db.user.update({ where: { id: userId }, data: { passwordHash }, select: { id: true } })
}

export async function setUserDisabled(db: Db | Tx, userId: number, disabledAt: Date | null): Promise<void> {
  await db.user.update({ where: { id: userId }, data: { disabledAt }, select: { id: true } })
}

const FOR_ADMIN = { id: true, email: true, name: true, roles: true, customerId: true, disabledAt: true, createdAt: true, customer: { select: { number: true, name: true } } } as const

/** People of the desk by name, first those who may come in. Those who come by a notice's link are left out: they have no way in of their own. */
export async function listUsers(db: Db | Tx) {
  return db.user.findMany({ where: { NOT: { email: { endsWith: '@portal.invalid' } } }, orderBy: [{ disabledAt: { sort: 'asc', nulls: 'first' } }, { name: 'asc' }], select: FOR_ADMIN, take: 1000 })
}

export type UserForChange = { id: number; email: string; roles: string[]; customerId: number | null; disabledAt: Date | null }

/** The person, held until the transaction ends. */
export async function holdUser(tx: Tx, userId: number): Promise<UserForChange | null> {
  await tx.$queryRaw`SELECT id FROM "User" WHERE id = ${userId} FOR UPDATE`
  return tx.user.findUnique({ where: { id: userId }, select: { id: true, email: true, roles: true, customerId: true, disabledAt: true } })
}
