import type { Actor } from '../audit/actor.ts'
import type { Tx } from '../db.ts'
import type { OrderAnswer } from '../protocol/orders.ts'
import { readActProgress } from '../quarantine/quarantine-act-records.ts'
import { putBack, storeOutcome } from '../quarantine/quarantine-records.ts'
import { recordAct } from '../quarantine/record-act.ts'

export type AnsweredOrder = { id: string; hostId: number; actId: string | null; verb: 'release' | 'delete'; now: Date }

/**
 * What an answered order means for its messages, in the transaction that stores the answer. An order that failed as a
 * whole puts them back where they still lie, with the reason. The last order of an act tells the timelines how it ended.
 *
 * @param answer null when the host refused the order itself or nobody will ever know
 */
export async function settleMessages(tx: Tx, order: AnsweredOrder, answer: OrderAnswer | null, error: string | null): Promise<void> {
  if (answer?.state === 'done' && answer.result) await storeOutcome(tx, { orderId: order.id, verb: order.verb, outcome: answer.result, at: order.now })
  // Whatever the answer does not name was not moved.
  await putBack(tx, { orderIds: [order.id], at: order.now, failure: answer?.error ?? error ?? 'not-found' })
  if (order.actId !== null) await announceEnd(tx, order, order.actId)
}

async function announceEnd(tx: Tx, { verb, now }: AnsweredOrder, actId: string): Promise<void> {
  // Two orders of one act answered at the same moment: the second must see the first.
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`act ${actId}`}, 0))::text`
  const progress = await readActProgress(tx, actId)
  if (!progress || progress.ordersOpen > 0) return
  const actor: Actor = { kind: 'worker' }
  const done = progress.total - progress.waiting - progress.failed
  await recordAct(tx, { now, actor }, { actId, to: verb === 'release' ? 'released' : 'deleted', done, failed: progress.failed })
}
