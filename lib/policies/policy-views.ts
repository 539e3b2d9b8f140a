import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import type { Db } from '../db.ts'
import { findSavedBasePolicy, listCustomerPolicies } from './policy-records.ts'
import { customerPolicy, DEFAULT_POLICY, policy, type Policy } from './policy.ts'

type SavedBy = { at: string; by: string | null; reason: string }
export type PoliciesForAdmin = {
  base: Policy
  /** Null while the built-in policy holds. */
  saved: SavedBy | null
  customers: (SavedBy & { number: string; name: string; fields: (keyof Policy)[] })[]
}

const CUSTOMERS_SHOWN = 200

/** The desk's policy, and the customers for whom something else is said; null for whoever does not configure. */
export async function getPoliciesForAdmin(db: Db, viewer: Pick<Viewer, 'roles'>): Promise<PoliciesForAdmin | null> {
  if (!may(viewer, 'configure')) return null
  const [base, customers] = await Promise.all([findSavedBasePolicy(db), listCustomerPolicies(db, CUSTOMERS_SHOWN)])
  return {
    base: base ? policy.parse(base.data) : DEFAULT_POLICY,
    saved: base && savedBy(base),
    customers: customers.flatMap(({ customer, ...row }) => (customer ? [{ ...customer, ...savedBy(row), fields: fieldsOf(row.data) }] : [])),
  }
}

function savedBy({ updatedAt, updatedBy, reason }: { updatedAt: Date; updatedBy: { name: string } | null; reason: string }): SavedBy {
  return { at: updatedAt.toISOString(), by: updatedBy?.name ?? null, reason }
}

function fieldsOf(data: unknown): (keyof Policy)[] {
  return Object.keys(customerPolicy.parse(data)) as (keyof Policy)[]
}
