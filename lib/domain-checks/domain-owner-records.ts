import type { Db } from '../db.ts'

/** Whose domain it is; null for one of ours. */
export async function findDomainOwner(db: Db, customerId: number | null): Promise<{ number: string; name: string } | null> {
  return customerId === null ? null : db.customer.findUnique({ where: { id: customerId }, select: { number: true, name: true } })
}

/** A customer's own domains, as many as are shown. The customer is part of the question: nobody's else come back. */
export async function listDomainsOfCustomer(db: Db, customerId: number, limit: number): Promise<string[]> {
  const rows = await db.customerDomain.findMany({ where: { customerId, customer: { endedAt: null } }, orderBy: { domain: 'asc' }, take: limit, select: { domain: true } })
  return rows.map(({ domain }) => domain)
}
