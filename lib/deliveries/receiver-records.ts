import type { Db } from '../db.ts'
import { deliveryOutcome, type DeliveryOutcome } from '../protocol/deliveries.ts'
import type { Span } from './delivery-period.ts'
import { countedIn } from './span-records.ts'

/** Attempts of a period with the same end on one host; `firstAt` and `lastAt` begin the steps or hours in which they were counted. */
export type HostSum = { hostId: number; outcome: DeliveryOutcome; refusalClass: string; count: number; firstAt: Date; lastAt: Date }
/** Attempts of one bin with the same end, all hosts together. */
export type BinSum = { bin: number; outcome: DeliveryOutcome; refusalClass: string; count: number }
type Raw<Row extends { outcome: DeliveryOutcome; count: number }> = Omit<Row, 'outcome' | 'count'> & { outcome: string; count: bigint }

/** What each host's attempts to one receiver met in a span. */
export async function sumByHost(db: Db, receiver: string, span: Span): Promise<HostSum[]> {
  const { table, at, isIn } = countedIn(span)
  const rows = await db.$queryRaw<Raw<HostSum>[]>`
    SELECT "hostId", outcome, "refusalClass", sum(count) AS count, min(${at}) AS "firstAt", max(${at}) AS "lastAt"
    FROM ${table} WHERE receiver = ${receiver} AND ${isIn} GROUP BY "hostId", outcome, "refusalClass"`
  return rows.map(read)
}

/** What one host's attempts to one receiver met in a span. */
export async function sumOneHost(db: Db, { hostId, receiver }: { hostId: number; receiver: string }, span: Span): Promise<HostSum[]> {
  const { table, at, isIn } = countedIn(span)
  const rows = await db.$queryRaw<Raw<HostSum>[]>`
    SELECT "hostId", outcome, "refusalClass", sum(count) AS count, min(${at}) AS "firstAt", max(${at}) AS "lastAt"
    FROM ${table} WHERE "hostId" = ${hostId} AND receiver = ${receiver} AND ${isIn} GROUP BY "hostId", outcome, "refusalClass"`
  return rows.map(read)
}

/** What attempts to one receiver met, bin by bin. */
export async function sumByBin(db: Db, receiver: string, span: Span): Promise<BinSum[]> {
  const { table, bin, isIn } = countedIn(span)
  const rows = await db.$queryRaw<Raw<BinSum>[]>`
    SELECT ${bin} AS bin, outcome, "refusalClass", sum(count) AS count
    FROM ${table} WHERE receiver = ${receiver} AND ${isIn} GROUP BY 1, outcome, "refusalClass"`
  return rows.map(read)
}

function read<Row extends { outcome: string; count: bigint }>(row: Row) {
  return { ...row, outcome: deliveryOutcome.parse(row.outcome), count: Number(row.count) }
}

/** A refusal in the receiver's own words, the host that met it, the account whose mail it was. */
export type HeardReply = { at: string; host: string; receiver: string; outcome: DeliveryOutcome; refusalClass: string; account: string | null; reply: string }

export const REPLIES_READ_MAX = 400

/** The newest refusals since `from`, of one receiver (on one host) or of some accounts. */
export async function listReplies(db: Db, of: { receiver: string; hostId?: number } | { accounts: string[] }, from: Date): Promise<HeardReply[]> {
  const rows = await db.replySample.findMany({
    where: { ...('receiver' in of ? of : { account: { in: of.accounts } }), at: { gte: from } },
    orderBy: { at: 'desc' }, take: REPLIES_READ_MAX,
    select: { at: true, receiver: true, outcome: true, refusalClass: true, account: true, reply: true, hostId: true },
  })
  const hosts = await db.host.findMany({ where: { id: { in: [...new Set(rows.map(({ hostId }) => hostId))] } }, select: { id: true, name: true } })
  const nameOf = new Map(hosts.map(({ id, name }) => [id, name]))
  return rows.map(({ hostId, ...row }) => ({ ...row, at: row.at.toISOString(), outcome: deliveryOutcome.parse(row.outcome), host: nameOf.get(hostId) ?? '' }))
}

export type AccountBehind = { name: string; customer: { number: string; name: string } | null }

/** Whose accounts these are; an account that the desk never saw is left out. */
export async function customersBehind(db: Db, accounts: string[]): Promise<AccountBehind[]> {
  return db.account.findMany({ where: { name: { in: accounts } }, select: { name: true, customer: { select: { number: true, name: true } } } })
}

const ACCOUNTS_MAX = 500

/** Names of a customer's accounts. */
export async function accountsOfCustomer(db: Db, number: string): Promise<string[]> {
  const rows = await db.account.findMany({ where: { customer: { number } }, orderBy: { name: 'asc' }, take: ACCOUNTS_MAX, select: { name: true } })
  return rows.map(({ name }) => name)
}
