import { deliveredShare, judged, pairState, type PairState } from './matrix.ts'
import type { ReceiverSort } from './receiver-query.ts'
import type { ReceiverSum } from './receiver-list-records.ts'

export type ListedReceiver = ReceiverSum & { name: string; isKnown: boolean; state: PairState | 'silent'; attempts: number }

/** One receiver of the list; refused or deferred by a single host is worse than a good share over all, and of silent hosts alone nothing is known. */
export function listed(sum: ReceiverSum, { name, isKnown }: { name: string; isKnown: boolean }): ListedReceiver {
  const state = sum.refusing > 0 ? 'refused' : sum.troubled > 0 ? 'deferring' : sum.silent === sum.hosts ? 'silent' : pairState(sum.pair)
  return { ...sum, name, isKnown, state, attempts: judged(sum.pair) + sum.pair.others }
}

type Order = (a: ListedReceiver, b: ListedReceiver) => number
const byVolume: Order = (a, b) => b.attempts - a.attempts || a.name.localeCompare(b.name)
const ORDERS: Record<ReceiverSort, Order> = {
  // A domain that nobody knows is often dead, and of no weight beside a receiver that everybody writes to.
  trouble: (a, b) => Number(b.isKnown) * Math.sign(b.troubled) - Number(a.isKnown) * Math.sign(a.troubled) || Math.sign(b.refusing) - Math.sign(a.refusing) || b.troubled - a.troubled || byVolume(a, b),
  attempts: byVolume,
  share: (a, b) => (deliveredShare(a.pair) ?? 2) - (deliveredShare(b.pair) ?? 2) || byVolume(a, b),
  name: (a, b) => a.name.localeCompare(b.name),
}

/** Receivers whose name or id has the text, in an order. */
export function orderReceivers(receivers: ListedReceiver[], { sort, q }: { sort: ReceiverSort; q: string }): ListedReceiver[] {
  const text = q.toLowerCase()
  return receivers.filter(({ name, receiver }) => name.toLowerCase().includes(text) || receiver.includes(text)).sort(ORDERS[sort])
}
