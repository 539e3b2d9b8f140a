import 'server-only'
import type { Db } from '../db.ts'
import { countCustomers, findCustomerDetail, listCustomers, type CustomerListRow } from './customer-records.ts'

export type CustomerList = { customers: CustomerListRow[]; total: number }

export async function getCustomers(db: Db, page: { text: string; limit: number; offset: number }): Promise<CustomerList> {
  const [customers, total] = await Promise.all([listCustomers(db, page), countCustomers(db, page.text)])
  return { customers, total }
}

export type CustomerDetail = NonNullable<Awaited<ReturnType<typeof findCustomerDetail>>>

/** Who the customer is and what happened with him before; null for a number nobody has. */
export async function getCustomer(db: Db, number: string): Promise<CustomerDetail | null> {
  return findCustomerDetail(db, number)
}
