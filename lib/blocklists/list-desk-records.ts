import type { Db, Tx } from '../db.ts'
import { DEFAULT_LIST_DESK, listDesk, wantedChecks, type ListDesk, type WantedChecks } from './list-desk.ts'

const DESK = 'blocklists'
const WANTED = 'blocklists:wanted'

export async function readListDesk(tx: Db | Tx): Promise<ListDesk> {
  const row = await tx.setting.findUnique({ where: { key: DESK }, select: { value: true } })
  return row ? listDesk.parse(row.value) : DEFAULT_LIST_DESK
}

export async function writeListDesk(tx: Tx, desk: ListDesk, now: Date): Promise<void> {
  const data = { value: desk, updatedAt: now }
  await tx.setting.upsert({ where: { key: DESK }, create: { key: DESK, ...data }, update: data })
}

/** What people want checked now, and since when. */
export async function readWantedChecks(tx: Db | Tx): Promise<WantedChecks> {
  const row = await tx.setting.findUnique({ where: { key: WANTED }, select: { value: true } })
  return row ? wantedChecks.parse(row.value) : { all: null, targets: {} }
}

export async function writeWantedChecks(tx: Tx, wanted: WantedChecks, now: Date): Promise<void> {
  const data = { value: wanted, updatedAt: now }
  await tx.setting.upsert({ where: { key: WANTED }, create: { key: WANTED, ...data }, update: data })
}

/** Nobody else changes what is wanted until the transaction ends. */
export async function holdWantedChecks(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('wanted blocklist checks', 0))::text`
}

/** The word after which the worker looks at once. */
export const CHECK_WORD = 'check-blocklists'

export async function wakeSweep(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify('relayward_work', ${CHECK_WORD})`
}

/** Answers that are no news by themselves (nobody can tell, or can again) were stored: open pages shall read themselves anew. */
export async function tellListingsStored(db: Db): Promise<void> {
  const news = { id: '0', kind: 'listings', hostId: null, accountId: null, customerId: null, lockId: null, ticketId: null, incidentId: null }
  await db.$executeRaw`SELECT pg_notify('relayward_change', ${JSON.stringify(news)})`
}
