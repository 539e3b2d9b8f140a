import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import type { Db } from '../db.ts'
import { looksTraceable } from '../traces/needle.ts'
import { traceHref } from '../traces/trace.ts'
import { findAnything } from './search-records.ts'
import { searchInput, type Found } from './search.ts'

/** One field for everything staff have at hand: ticket, customer, account, host, IP, queue id; what may name a mail is offered to be traced, last. For staff alone. */
export async function searchDesk(db: Db, viewer: Pick<Viewer, 'roles'>, query: string): Promise<Found[]> {
  if (!may(viewer, 'see-desk')) return []
  const parsed = searchInput.safeParse(query)
  if (!parsed.success) return []
  const found = await findAnything(db, parsed.data)
  return looksTraceable(parsed.data) ? [...found, { kind: 'trace', title: parsed.data, about: '', href: traceHref('/support/trace', { q: parsed.data }) }] : found
}
