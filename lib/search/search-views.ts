import 'server-only'
import type { Db } from '../db.ts'
import { findAnything } from './search-records.ts'
import { searchInput, type Found } from './search.ts'

/** One field for everything staff have at hand: ticket, customer, account, host, IP, queue id. For staff alone. */
export async function searchDesk(db: Db, query: string): Promise<Found[]> {
  const parsed = searchInput.safeParse(query)
  return parsed.success ? findAnything(db, parsed.data) : []
}
