import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import type { Db } from '../db.ts'
import { countCustomers, listCustomers, type CustomerListAsk, type CustomerListRow } from './customer-list-records.ts'

export type CustomerRow = Omit<CustomerListRow, 'lastLockedAt'> & { lastLockedAt: string | null }
export type CustomerList = { customers: CustomerRow[]; total: number }

/** One page of customers for staff; empty for whoever may not see the desk. */
export async function getCustomers(db: Db, viewer: Pick<Viewer, 'roles'>, ask: CustomerListAsk): Promise<CustomerList> {
  if (!may(viewer, 'see-desk')) return { customers: [], total: 0 }
  const [rows, total] = await Promise.all([listCustomers(db, ask), countCustomers(db, ask)])
  return { customers: rows.map((row) => ({ ...row, lastLockedAt: row.lastLockedAt?.toISOString() ?? null })), total }
}
