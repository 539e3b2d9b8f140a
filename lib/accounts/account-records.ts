import type { Tx } from '../db.ts'
import { domainOfAccount } from './account.ts'

export type AccountRow = { id: number; name: string; customerId: number | null }
const ROW = { id: true, name: true, customerId: true } as const

/**
 * The account of this name, made when it was never seen. A new account (or one that belonged to nobody) gets the
 * customer of its domain. Safe when several workers meet the same new name.
 */
export async function findOrCreateAccount(tx: Tx, name: string, seenAt: Date): Promise<AccountRow> {
  await tx.account.createMany({ data: [{ name, firstSeenAt: seenAt, lastSeenAt: seenAt }], skipDuplicates: true })
  const account = await tx.account.findUniqueOrThrow({ where: { name }, select: ROW })
  if (account.customerId !== null) return account
  const customerId = await customerOfDomain(tx, name)
  if (customerId === null) return account
  return tx.account.update({ where: { id: account.id }, data: { customerId }, select: ROW })
}

/**
 * The same, and nobody else decides about this account until the transaction ends: all that locks or unlocks an
 * account passes here first, so that races come one after the other. (`NO KEY`, so that rows which only point at the
 * account are not held up.)
 */
export async function holdAccount(tx: Tx, name: string, seenAt: Date): Promise<AccountRow> {
  const account = await findOrCreateAccount(tx, name, seenAt)
  await tx.$queryRaw`SELECT 1 FROM "Account" WHERE id = ${account.id} FOR NO KEY UPDATE`
  return account
}

export async function findAccount(tx: Tx, name: string): Promise<AccountRow | null> {
  return tx.account.findUnique({ where: { name }, select: ROW })
}

export async function markAccountSeen(tx: Tx, accountId: number, at: Date): Promise<void> {
  await tx.$executeRaw`UPDATE "Account" SET "lastSeenAt" = ${at} WHERE id = ${accountId} AND ("lastSeenAt" IS NULL OR "lastSeenAt" < ${at})`
}

async function customerOfDomain(tx: Tx, name: string): Promise<number | null> {
  const domain = domainOfAccount(name)
  if (domain === null) return null
  const owner = await tx.customerDomain.findUnique({ where: { domain }, select: { customerId: true } })
  return owner?.customerId ?? null
}
