import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import type { Db } from '../db.ts'
import { countCustomers, findCustomerDetail, listCustomers, type CustomerListRow } from './customer-records.ts'

export type CustomerList = { customers: CustomerListRow[]; total: number }

export async function getCustomers(db: Db, viewer: Pick<Viewer, 'roles'>, page: { text: string; limit: number; offset: number }): Promise<CustomerList> {
  if (!may(viewer, 'see-desk')) return { customers: [], total: 0 }
  const [customers, total] = await Promise.all([listCustomers(db, page), countCustomers(db, page.text)])
  return { customers, total }
}

export type CustomerDetail = NonNullable<Awaited<ReturnType<typeof findCustomerDetail>>>

/** Who the customer is and what happened with him before; null for a number nobody has. */
export async function getCustomer(db: Db, viewer: Pick<Viewer, 'roles'>, number: string): Promise<CustomerDetail | null> {
  return may(viewer, 'see-desk') ? findCustomerDetail(db, number) : null
}
