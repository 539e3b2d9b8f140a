import { Prisma } from '../generated/prisma/client.ts'
import type { Tx } from '../db.ts'
import { order, orderAnswer, type Order, type OrderAnswer } from '../protocol/orders.ts'
import type { OrderBody } from './order.ts'

export type NewOrder = {
  id: string
  hostId: number
  body: OrderBody
  now: Date
  reason?: string
  userId?: number | null
  /** Orders of one act share it. */
  actId?: string | null
  /** Not given to the host before this; until then it can be cancelled. */
  notBefore?: Date | null
}

/** Writes orders before any host is called, a trigger wakes the workers at commit. The same id twice is written once. */
export async function writeOrders(tx: Tx, orders: NewOrder[]): Promise<void> {
  if (orders.length === 0) return
  await tx.order.createMany({ data: orders.map(rowOf), skipDuplicates: true })
}

/** Calls back orders of one act that no host was given yet; returns how many. */
export async function cancelOrdersOfAct(tx: Tx, actId: string): Promise<number> {
  const { count } = await tx.order.updateMany({
    where: { actId, state: 'written', attempts: 0, claimedBy: null },
    data: { state: 'cancelled' },
  })
  return count
}

export type ClaimedOrder = { order: Order; hostId: number; attempts: number; state: string; userId: number | null; actId: string | null; reason: string }

/**
 * Takes up to `limit` due orders of one host for `leaseMs`: oldest first, skipping what another worker has in hand.
 * An order whose claim ran out, or whose worker is not among the `living`, is due again.
 */
export async function claimDueOrders(tx: Tx, claim: { hostId: number; holder: string; living: string[]; now: Date; leaseMs: number; limit: number }): Promise<ClaimedOrder[]> {
  const until = new Date(claim.now.getTime() + claim.leaseMs)
  const rows = await tx.$queryRaw<RawOrder[]>`
    UPDATE "Order" SET "claimedBy" = ${claim.holder}, "claimedUntil" = ${until}, attempts = attempts + 1
    WHERE id IN (
      SELECT id FROM "Order"
      WHERE "hostId" = ${claim.hostId} AND state IN ('written', 'sent', 'unknown') AND "nextTryAt" <= ${claim.now}
        AND ("notBefore" IS NULL OR "notBefore" <= ${claim.now})
        AND ("claimedUntil" IS NULL OR "claimedUntil" < ${claim.now} OR "claimedBy" <> ALL (${claim.living}::text[]))
      ORDER BY "createdAt", id LIMIT ${claim.limit} FOR UPDATE SKIP LOCKED)
    RETURNING id, "hostId", verb, args, attempts, state, "userId", "actId", reason, "createdAt"`
  return rows.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime()).map(claimedOrder)
}

/** Hosts that have an order to be given now, or to be asked for again; some may be in another worker's hand. */
export async function hostsWithDueOrders(tx: Tx, now: Date): Promise<number[]> {
  const rows = await tx.$queryRaw<{ hostId: number }[]>`
    SELECT DISTINCT "hostId" FROM "Order" WHERE state IN ('written', 'sent', 'unknown') AND "nextTryAt" <= ${now} AND ("notBefore" IS NULL OR "notBefore" <= ${now})`
  return rows.map(({ hostId }) => hostId)
}

/** Stores the host's word on an order; false when it has been stored before, so that nothing is done twice for it. */
export async function storeOrderAnswer(tx: Tx, id: string, answer: OrderAnswer, at: Date): Promise<boolean> {
  const state = answer.state === 'done' ? 'done' : 'failed'
  const { count } = await tx.order.updateMany({
    where: { id, state: { in: ['written', 'sent', 'unknown'] } },
    data: { state, answer: withoutReading(answer), error: answer.error ?? null, answeredAt: at, claimedBy: null, claimedUntil: null },
  })
  return count === 1
}

/** Puts an order off: the host works on it (`sent`), or we do not know (`unknown`), or it never got there (`written`). */
export async function putOrderOff(tx: Tx, id: string, off: { state: 'written' | 'sent' | 'unknown'; nextTryAt: Date; error: string | null }): Promise<void> {
  await tx.order.updateMany({
    where: { id, state: { in: ['written', 'sent', 'unknown'] } },
    data: { ...off, claimedBy: null, claimedUntil: null },
  })
}

/** The host refused the order itself (bad request, not capable …): it will never be done. */
export async function failOrder(tx: Tx, id: string, error: string, at: Date): Promise<boolean> {
  const { count } = await tx.order.updateMany({
    where: { id, state: { in: ['written', 'sent', 'unknown'] } },
    data: { state: 'failed', error, answeredAt: at, claimedBy: null, claimedUntil: null },
  })
  return count === 1
}

type RawOrder = { id: string; hostId: number; verb: string; args: object; attempts: number; state: string; userId: number | null; actId: string | null; reason: string; createdAt: Date }

function claimedOrder(row: RawOrder): ClaimedOrder {
  const parsed = order.parse({ ...row.args, id: row.id, verb: row.verb })
  return { order: parsed, hostId: row.hostId, attempts: row.attempts, state: row.state, userId: row.userId, actId: row.actId, reason: row.reason }
}

function rowOf({ id, hostId, body, now, reason, userId, actId, notBefore }: NewOrder): Prisma.OrderCreateManyInput {
  const { verb, ...args } = body
  return { id, hostId, verb, args, createdAt: now, nextTryAt: notBefore ?? now, notBefore, reason: reason ?? '', userId, actId }
}

/** The reading has its own place; headers (subjects among them) are handed on and never kept. */
function withoutReading(answer: OrderAnswer): Prisma.InputJsonValue {
  const { reading: _reading, headers: _headers, found: _found, ...kept } = orderAnswer.parse(answer)
  return kept
}
