import type { StandingOrder } from '../../protocol/standing-orders.ts'
import { noteFound, saveStanding, standingOf } from '../journal/journal-standing.ts'
import { limitsByKey } from '../limits/choose-limits.ts'
import { standingOrders } from '../journal/journal-standing.ts'
import { errorText } from '../log.ts'
import { AgentRefusal } from '../refusal.ts'
import type { Core } from './core.ts'
import { holdRefusalRules } from './hold-refusal-rules.ts'
import { putRelay } from './put-relay.ts'

const AT_ONCE = 8

/**
 * Takes in standing orders and makes the host agree with them before it returns. All or none are refused: with
 * `stale-version` when one is older than what is known, or differs from it under the same version. What cannot be put
 * in force is kept, shown as `unknown`, and tried again every half minute.
 */
export async function putStanding(core: Core, orders: StandingOrder[]): Promise<void> {
  for (const order of orders) refuseStale(core, order)
  // Each relay may start programs on the host; a desk that sends everything anew must not start hundreds at once.
  for (let from = 0; from < orders.length; from += AT_ONCE) {
    await Promise.all(orders.slice(from, from + AT_ONCE).map((order) => putOne(core, order)))
  }
}

async function putOne(core: Core, order: StandingOrder): Promise<void> {
  switch (order.kind) {
    case 'relay':
      return putRelay(core, order)
    case 'limits':
      saveStanding(core.journal, order, core.now())
      noteFound(core.journal, 'limits', order.key, 'in-force', core.now())
      core.limits = limitsByKey(standingOrders(core.journal))
      return
    case 'door':
      saveStanding(core.journal, order, core.now())
      return holdDoor(core)
    case 'refusal-rules':
      saveStanding(core.journal, order, core.now())
      return holdRefusalRules(core)
  }
}

/** Writes the door as it stands to the host. */
export async function holdDoor(core: Core): Promise<void> {
  const order = standingOf(core.journal, 'door', '*')
  if (order?.kind !== 'door') return
  core.door = new Set(order.data.addresses.map((address) => address.toLowerCase()))
  try {
    await core.host.setDoor(order.data)
    noteFound(core.journal, 'door', '*', 'in-force', core.now())
  } catch (error) {
    noteFound(core.journal, 'door', '*', 'unknown', core.now(), errorText(error))
    core.log.error('the door cannot be written', error)
  }
}

export function refuseStale(core: Core, order: StandingOrder): void {
  const known = standingOf(core.journal, order.kind, order.key)
  if (!known || known.version < order.version) return
  if (known.version === order.version && JSON.stringify(known.data) === JSON.stringify(order.data)) return
  throw new AgentRefusal('stale-version', `${order.kind} of ${order.key}: version ${known.version} stands here already`)
}
