import { Prisma } from '../generated/prisma/client.ts'
import type { Db, Tx } from '../db.ts'
import { customerPolicy, DEFAULT_POLICY, policy, policyFor, type CustomerPolicy, type Policy } from './policy.ts'

/** What the desk's admins set for everybody; the built-in default until they did. */
export async function findBasePolicy(tx: Tx): Promise<Policy> {
  const row = await tx.policy.findFirst({ where: { customerId: null }, select: { data: true } })
  return row ? policy.parse(row.data) : DEFAULT_POLICY
}

/** What is said otherwise for one customer; null when nothing is. */
export async function findCustomerPolicy(tx: Tx, customerId: number): Promise<CustomerPolicy | null> {
  const row = await tx.policy.findUnique({ where: { customerId }, select: { data: true } })
  return row ? customerPolicy.parse(row.data) : null
}

/** The policy in force for a customer, or for an account of nobody known (`null`). */
export async function effectivePolicy(tx: Tx, customerId: number | null): Promise<Policy> {
  const base = await findBasePolicy(tx)
  return customerId === null ? base : policyFor(base, await findCustomerPolicy(tx, customerId))
}

export type PolicyWrite = { data: Policy | CustomerPolicy; reason: string; at: Date; userId: number | null }

export async function writeBasePolicy(tx: Tx, write: PolicyWrite): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('base policy', 0))::text`
  const row = await tx.policy.findFirst({ where: { customerId: null }, select: { id: true } })
  if (row) await tx.policy.update({ where: { id: row.id }, data: columns(write) })
  else await tx.policy.create({ data: columns(write) })
}

export async function writeCustomerPolicy(tx: Tx, customerId: number, write: PolicyWrite): Promise<void> {
  await tx.policy.upsert({ where: { customerId }, update: columns(write), create: { customerId, ...columns(write) } })
}

function columns(write: PolicyWrite): { data: Prisma.InputJsonValue; reason: string; updatedAt: Date; updatedById: number | null } {
  return { data: write.data, reason: write.reason, updatedAt: write.at, updatedById: write.userId }
}

const SAVED = { data: true, reason: true, updatedAt: true, updatedBy: { select: { name: true } } } as const

/** The desk's own policy as it was saved last; null until somebody did. */
export async function findSavedBasePolicy(db: Db) {
  return db.policy.findFirst({ where: { customerId: null }, select: SAVED })
}

/** Policies of single customers, newest first. */
export async function listCustomerPolicies(db: Db, limit: number) {
  return db.policy.findMany({ where: { customerId: { not: null } }, orderBy: { updatedAt: 'desc' }, take: limit, select: { ...SAVED, customer: { select: { number: true, name: true } } } })
}

/** One customer's policy as it was saved last; null while nothing is said otherwise for him. */
export async function findSavedCustomerPolicy(db: Db | Tx, customerId: number) {
  const row = await db.policy.findUnique({ where: { customerId }, select: SAVED })
  return row && { ...row, data: customerPolicy.parse(row.data) }
}
