import type { Order } from '../protocol/orders.ts'

/**
 * `written`: in the database, not yet (or not surely) given to the host. `sent`: the host took it and works on it.
 * `unknown`: an answer was lost, the host is asked again by id. `cancelled`: called back before it went out.
 */
export const orderStates = ['written', 'sent', 'done', 'failed', 'cancelled', 'unknown'] as const
export type OrderState = (typeof orderStates)[number]

export function isOrderOver(state: OrderState): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled'
}

type ArgsOf<O> = O extends Order ? Omit<O, 'id'> : never
/** An order without its id: verb and what goes with it. */
export type OrderBody = ArgsOf<Order>

const FIRST_RETRY_MS = 1_000
const LONGEST_RETRY_MS = 60_000

/**
 * How long to wait after the n-th attempt (1, 2 …): doubling to a minute, spread by a quarter either way so that the
 * orders of a host that comes back do not all arrive at once. `random` is in [0, 1).
 */
export function retryDelayMs(attempts: number, random: number): number {
  const full = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.max(0, attempts - 1))
  return Math.round(full * (0.75 + random / 2))
}
