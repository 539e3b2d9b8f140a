import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import type { Db } from '../db.ts'
import { findAnything } from './search-records.ts'
import { searchInput, type Found } from './search.ts'

/** One field for everything staff have at hand: ticket, customer, account, host, IP, queue id. For staff alone. */
export async function searchDesk(db: Db, viewer: Pick<Viewer, 'roles'>, query: string): Promise<Found[]> {
  if (!may(viewer, 'see-desk')) return []
  const parsed = searchInput.safeParse(query)
  return parsed.success ? findAnything(db, parsed.data) : []
}
