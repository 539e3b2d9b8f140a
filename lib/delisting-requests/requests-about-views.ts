import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import type { Db } from '../db.ts'
import { listRequestsOf, type RequestsOf } from './delisting-request-records.ts'
import { requestLine, type RequestLine } from './request-line.ts'

const SHOWN_MAX = 50

/**
 * Every attempt at a list, a receiver, about an address or in an incident, the newest first; several of them together
 * narrow it down. Empty for whoever may not see the desk.
 */
export async function requestsAbout(db: Db, viewer: Pick<Viewer, 'roles'>, of: RequestsOf, now: Date): Promise<RequestLine[]> {
  if (!may(viewer, 'see-desk')) return []
  return (await listRequestsOf(db, of, SHOWN_MAX)).map((row) => requestLine(row, now))
}
