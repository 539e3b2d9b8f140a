import { recordAudit } from '../audit/audit-records.ts'
import type { Doing } from '../audit/doing.ts'
import { addDomains, listStrayAccounts, listTaken, upsertCustomer } from '../customers/customer-records.ts'
import type { CustomerInput } from '../customers/customer.ts'
import type { Tx } from '../db.ts'
import { AppError } from '../errors.ts'
import { assignAccountTo } from './assign-account.ts'
import { wishOwnLimits } from './wish-limits.ts'

export type Imported = { created: number; updated: number; accounts: number; noticesQueued: number }

const TIME_LIMIT = { timeout: 120_000, maxWait: 10_000 }

/**
 * Takes in customers with contacts, accounts and domains, all or none. Importing the same twice changes nothing. An
 * account of nobody that a customer turns out to own gets its notice.
 *
 * @throws AppError `conflict` naming every account and domain that belongs to somebody else
 */
export async function importCustomers(doing: Doing, customers: CustomerInput[]): Promise<Imported> {
  const imported: Imported = { created: 0, updated: 0, accounts: 0, noticesQueued: 0 }
  await doing.db.$transaction(async (tx) => {
    for (const customer of customers) await importOne(tx, doing, customer, imported)
    await recordAudit(tx, { at: doing.now, actor: doing.actor, action: 'customers: import', subject: `${customers.length} customers`, after: imported })
  }, TIME_LIMIT)
  return imported
}

async function importOne(tx: Tx, doing: Doing, customer: CustomerInput, imported: Imported): Promise<void> {
  const { id, isNew } = await upsertCustomer(tx, customer, doing.now)
  const taken = await listTaken(tx, id, customer)
  if (taken.length > 0) {
    const said = taken.map(({ what, number }) => `${what} belongs to customer ${number}`).join(', ')
    throw new AppError('conflict', `customer ${customer.number}: ${said}`, { userMessageKey: 'errors.import-taken' })
  }

  await addDomains(tx, id, customer.domains)
  const accounts = [...new Set([...customer.accounts, ...(await listStrayAccounts(tx, customer.domains))])]
  for (const account of accounts) {
    const { noticesQueued } = await assignAccountTo(tx, doing, { account, customer: { id, number: customer.number } })
    imported.noticesQueued += noticesQueued
  }
  await wishOwnLimits(tx, id, doing.now)
  imported.accounts += accounts.length
  imported[isNew ? 'created' : 'updated'] += 1
}
