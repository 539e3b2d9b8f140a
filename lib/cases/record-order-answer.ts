import { recordAudit } from '../audit/audit-records.ts'
import type { By, Doing } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import { failOrder, storeOrderAnswer, type ClaimedOrder } from '../orders/order-records.ts'
import type { OrderAnswer } from '../protocol/orders.ts'
import { transact } from '../transact.ts'
import { settleMessages } from './settle-messages.ts'

type Answered = Pick<ClaimedOrder, 'order' | 'userId' | 'actId' | 'reason'> & { hostId: number }

/** Stores how an order ended, once, and what follows from it for the messages it was about. */
export async function recordOrderAnswer(doing: Doing, { answer, ...answered }: Answered & { answer: OrderAnswer }): Promise<void> {
  const by = { now: doing.now, actor: doing.actor }
  await transact(doing.db, async (tx) => {
    if (!(await storeOrderAnswer(tx, answered.order.id, answer, by.now))) return
    await settle(tx, by, answered, answer, null)
    await audit(tx, by, answered, { state: answer.state, error: answer.error, result: answer.result })
  })
}

/** The host will never do this order. */
export async function recordOrderRefused(doing: Doing, { error, ...answered }: Answered & { error: string }): Promise<void> {
  const by = { now: doing.now, actor: doing.actor }
  await transact(doing.db, async (tx) => {
    if (!(await failOrder(tx, answered.order.id, error, by.now))) return
    await settle(tx, by, answered, null, error)
    await audit(tx, by, answered, { state: 'failed', error })
  })
}

/** Releases and deletions change the messages they are about; all else is told by the host's events. */
async function settle(tx: Tx, by: By, { order, hostId, actId }: Answered, answer: OrderAnswer | null, error: string | null): Promise<void> {
  if (order.verb !== 'release' && order.verb !== 'delete') return
  await settleMessages(tx, { id: order.id, hostId, actId, verb: order.verb, now: by.now }, answer, error)
}

async function audit(tx: Tx, by: By, { order, hostId, userId, reason }: Answered, answer: unknown): Promise<void> {
  const { id, verb, ...args } = order
  await recordAudit(tx, {
    at: by.now, actor: by.actor, action: `order: ${verb}`, subject: `order ${id} on host ${hostId}`, reason,
    before: { orderedBy: userId, ...summary(args) }, answer,
  })
}

/** Which mail, not each single one: orders hold up to 500. */
function summary(args: object): object {
  const messages = 'messages' in args && Array.isArray(args.messages) ? args.messages.length : undefined
  return { ...args, ...(messages === undefined ? {} : { messages }) }
}
