import type { Order, OrderAnswer } from '../../protocol/orders.ts'
import { answerOf, knownOrder, noteAnswer, noteOrder, unansweredOrders } from '../journal/journal-orders.ts'
import { errorText } from '../log.ts'
import { AgentRefusal } from '../refusal.ts'
import { carryOutOrder } from './carry-out-order.ts'
import type { Core } from './core.ts'

/** How long the desk waits for an order before it is told that it runs. */
export const ANSWER_WITHIN_MS = 2000

export type OrderDesk = {
  /** Takes in an order, or answers what it answered before under the same id. Refuses `id-reused` for another body. */
  take(order: Order): Promise<OrderAnswer>
  /** The answer by id; refuses `not-found`. */
  read(id: string): OrderAnswer
  /** Carries out again what a crash left without an answer. */
  resume(): void
}

/** One act per id: the id is on stable storage before anything is done, and its answer for 90 days after. */
export function makeOrderDesk(core: Core): OrderDesk {
  const running = new Map<string, Promise<OrderAnswer>>()

  function start(order: Order): Promise<OrderAnswer> {
    const answer = carryOutOrder(core, order)
      .catch((error: unknown): OrderAnswer => {
        core.log.error('an order failed', error, { order: order.id, verb: order.verb })
        return { id: order.id, state: 'failed', at: core.now().toISOString(), error: errorText(error).slice(0, 500) }
      })
      .then((done) => {
        noteAnswer(core.journal, done)
        return done
      })
      .finally(() => running.delete(order.id))
    running.set(order.id, answer)
    core.background.run('order', () => answer)
    return answer
  }

  return {
    async take(order) {
      const known = knownOrder(core.journal, order)
      if (known && !known.isSame) throw new AgentRefusal('id-reused', `order ${order.id} had another body`)
      if (known?.answer) return known.answer
      if (!known && !canCarryOut(core, order)) throw new AgentRefusal('not-capable', `${order.verb} is not possible on this host`)
      if (!known) noteOrder(core.journal, order, core.now())
      return withinTime(core, order.id, running.get(order.id) ?? start(order))
    },
    read(id) {
      const answer = answerOf(core.journal, id)
      if (answer === undefined) throw new AgentRefusal('not-found', `no order ${id}`)
      return answer ?? runningAnswer(core, id)
    },
    resume() {
      for (const order of unansweredOrders(core.journal)) if (!running.has(order.id)) void start(order)
    },
  }
}

function canCarryOut({ host }: Core, order: Order): boolean {
  return host.capabilities.quarantines || order.verb === 'find' || order.verb === 'read-headers'
}

async function withinTime(core: Core, id: string, answer: Promise<OrderAnswer>): Promise<OrderAnswer> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<OrderAnswer>((resolve) => {
    timer = setTimeout(() => resolve(runningAnswer(core, id)), ANSWER_WITHIN_MS)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}

function runningAnswer(core: Core, id: string): OrderAnswer {
  return { id, state: 'running', at: core.now().toISOString() }
}
