import type { Db, Tx } from '../db.ts'
import type { CustomerInput } from './customer.ts'

export type CustomerName = { id: number; number: string; name: string }

export async function findCustomerByNumber(tx: Db | Tx, number: string): Promise<CustomerName | null> {
  return tx.customer.findUnique({ where: { number }, select: { id: true, number: true, name: true } })
}

/** Creates the customer of this number at the time it is, or gives him the name, language and contacts of the import. */
export async function upsertCustomer(tx: Tx, { number, name, language, contacts }: CustomerInput, now: Date): Promise<{ id: number; isNew: boolean }> {
  const before = await findCustomerByNumber(tx, number)
  const { id } = await tx.customer.upsert({ where: { number }, create: { number, name, language, createdAt: now }, update: { name, language }, select: { id: true } })
  await replaceContacts(tx, id, contacts)
  return { id, isNew: before === null }
}

/** Contacts of the import replace those before; the same ones again are left alone. An import without any changes none. */
async function replaceContacts(tx: Tx, customerId: number, contacts: CustomerInput['contacts']): Promise<void> {
  if (contacts.length === 0) return
  const before = await tx.contact.findMany({ where: { customerId }, select: { name: true, email: true, phone: true }, orderBy: { id: 'asc' } })
  if (JSON.stringify(before) === JSON.stringify(contacts.map(({ name, email, phone }) => ({ name, email, phone })))) return
  await tx.contact.deleteMany({ where: { customerId } })
  await tx.contact.createMany({ data: contacts.map((contact) => ({ ...contact, customerId })) })
}

/** Who owns these domains and accounts already, when it is somebody else. */
export async function listTaken(tx: Tx, customerId: number, { domains, accounts }: { domains: string[]; accounts: string[] }): Promise<{ what: string; number: string }[]> {
  const owned = await tx.customerDomain.findMany({ where: { domain: { in: domains }, customerId: { not: customerId } }, select: { domain: true, customer: { select: { number: true } } } })
  const held = await tx.account.findMany({ where: { name: { in: accounts }, customerId: { not: customerId }, NOT: { customerId: null } }, select: { name: true, customer: { select: { number: true } } } })
  return [
    ...owned.map((row) => ({ what: `domain ${row.domain}`, number: row.customer.number })),
    ...held.map((row) => ({ what: `account ${row.name}`, number: row.customer?.number ?? '' })),
  ]
}

export async function addDomains(tx: Tx, customerId: number, domains: string[]): Promise<void> {
  await tx.customerDomain.createMany({ data: domains.map((domain) => ({ domain, customerId })), skipDuplicates: true })
}

/** Accounts that are seen already and belong to nobody, of these domains: they become his with the domain. */
export async function listStrayAccounts(tx: Tx, domains: string[]): Promise<string[]> {
  if (domains.length === 0) return []
  const rows = await tx.$queryRaw<{ name: string }[]>`
    SELECT name FROM "Account" WHERE "customerId" IS NULL AND name NOT LIKE 'uid:%'
      AND lower(substring(name FROM '@([^@]*)$')) = ANY (${domains}) ORDER BY name`
  return rows.map((row) => row.name)
}

/** An account gets its customer; false when it has one already. */
export async function setCustomerOfAccount(tx: Tx, accountId: number, customerId: number): Promise<boolean> {
  const { count } = await tx.account.updateMany({ where: { id: accountId, customerId: null }, data: { customerId } })
  return count === 1
}

/** The domains of all customers whose contract runs. */
export async function listCustomerDomains(db: Db | Tx): Promise<string[]> {
  const rows = await db.customerDomain.findMany({ where: { customer: { endedAt: null } }, orderBy: { domain: 'asc' }, select: { domain: true } })
  return rows.map(({ domain }) => domain)
}
