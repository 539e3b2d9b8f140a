import { AgentCallError } from '../agent-client/agent-call-error.ts'
import type { AgentClient } from '../agent-client/connect-agent.ts'
import { recordOrderAnswer, recordOrderRefused } from '../cases/record-order-answer.ts'
import { storeHostReading } from '../cases/store-host-reading.ts'
import { claimDueOrders, putOrderOff, type ClaimedOrder } from '../orders/order-records.ts'
import { retryDelayMs } from '../orders/order.ts'
import type { OrderAnswer } from '../protocol/orders.ts'
import type { HostWork } from './host-steps.ts'
import { livingWorkers } from './lease-records.ts'
import type { StepResult } from './run-loop.ts'
import { doingOf, type WorkerContext } from './worker-context.ts'

const LEASE_MS = 60_000
const ORDERS_PER_STEP = 10
/** An agent that works on an order is asked again after so long. */
const ASK_AGAIN_MS = 1_000

/** Gives due orders of one host to it, oldest first, and stores its answers. */
export async function carryOrders(work: HostWork, signal: AbortSignal): Promise<StepResult> {
  const { context, hostId } = work
  const claimed = await context.inTurn(async () => {
    const living = await livingWorkers(context.db)
    return claimDueOrders(context.db, { hostId, holder: context.holder, living, now: context.now(), leaseMs: LEASE_MS, limit: ORDERS_PER_STEP })
  })
  for (const one of claimed) {
    if (signal.aborted) await putOff(context, one, 'written', 0, null)
    else await carryOrder(work, one)
  }
  return claimed.length > 0 ? 'again' : 'wait'
}

async function carryOrder({ context, hostId, client }: HostWork, claimed: ClaimedOrder): Promise<void> {
  const log = context.log.child({ order: claimed.order.id, verb: claimed.order.verb })
  try {
    const answer = await ask(client, claimed)
    if (answer.state === 'running') return await putOff(context, claimed, 'sent', ASK_AGAIN_MS, null)
    await recordOrderAnswer(doingOf(context), { ...claimed, answer })
    if (answer.reading) await storeHostReading(doingOf(context), hostId, answer.reading)
  } catch (error) {
    log.warn({ err: error, attempts: claimed.attempts }, 'an order was not answered')
    await settleFailure(context, claimed, error)
  }
}

/**
 * The first time it is sent. After a lost answer it is asked for by id; an agent that never had it gets it again. Both
 * are safe: the same id is carried out once.
 */
async function ask(client: AgentClient, { order, attempts }: ClaimedOrder): Promise<OrderAnswer> {
  if (attempts === 1) return client.sendOrder(order)
  try {
    return await client.readOrder(order.id)
  } catch (error) {
    if (error instanceof AgentCallError && error.code === 'not-found') return client.sendOrder(order)
    throw error
  }
}

/** Codes by which a host says that it will never do this order. */
const REFUSED = ['bad-request', 'not-capable', 'id-reused']

async function settleFailure(context: WorkerContext, claimed: ClaimedOrder, error: unknown): Promise<void> {
  if (error instanceof AgentCallError && REFUSED.includes(error.code)) {
    return recordOrderRefused(doingOf(context), { ...claimed, error: `${error.code}: ${error.message}` })
  }
  // Whoever is not reached may still have taken it: not known, and asked for by id from now on.
  await putOff(context, claimed, 'unknown', retryDelayMs(claimed.attempts, context.random()), error instanceof Error ? error.message : String(error))
}

async function putOff(context: WorkerContext, { order }: ClaimedOrder, state: 'written' | 'sent' | 'unknown', ms: number, error: string | null): Promise<void> {
  await putOrderOff(context.db, order.id, { state, nextTryAt: new Date(context.now().getTime() + ms), error })
}
