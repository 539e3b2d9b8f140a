import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import { webDb } from '../access/web-desk.ts'
import type { LockState } from '../relay-locks/relay-lock.ts'
import { perHour, type AccountListQuery } from './account-list-query.ts'
import { countAccountRows, listAccountRows } from './account-list-records.ts'
import { maySend, type MaySend } from './may-send.ts'

export type AccountRow = {
  name: string
  customer: { number: string; name: string } | null
  sending: MaySend
  lock: { id: string; state: LockState; ticketNumber: number | null } | null
  hosts: string[]
  /** On how many of the hosts that are told about it the wish was found as wanted. */
  standing: { wanted: number; agreed: number }
  /** Mails an hour, over the last one to two hours. */
  rate: number
  sentToday: number
  quarantined: number
  lastSeenAt: string | null
}
export type AccountList = { rows: AccountRow[]; total: number }

/** One page of accounts with whose they are, whether they may send, and how much they send. */
export async function listAccountsForSupport(viewer: Viewer, ask: AccountListQuery & { now: Date }): Promise<AccountList> {
  if (!may(viewer, 'see-desk')) return { rows: [], total: 0 }
  const db = webDb()
  const [found, total] = await Promise.all([listAccountRows(db, ask), countAccountRows(db, ask)])
  const rows = found.map((row) => ({
    name: row.name,
    customer: row.customerNumber !== null && row.customerName !== null ? { number: row.customerNumber, name: row.customerName } : null,
    sending: maySend(row.lockState),
    lock: row.lockId !== null && row.lockState !== null ? { id: row.lockId, state: row.lockState, ticketNumber: row.ticketNumber } : null,
    hosts: row.hosts,
    standing: { wanted: row.wished, agreed: row.agreed },
    rate: perHour(row.sentLately, ask.now),
    sentToday: row.sentToday,
    quarantined: row.quarantined,
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
  }))
  return { rows, total }
}
