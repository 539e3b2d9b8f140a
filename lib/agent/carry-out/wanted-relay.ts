import type { StandingOrder } from '../../protocol/standing-orders.ts'
import type { RelayState } from '../host/mail-host.ts'
import type { WatchStep } from '../journal/journal-watches.ts'

type RelayOrder = Extract<StandingOrder, { kind: 'relay' }>

/**
 * What the relay of an account shall be. Lock wins: a lock that the agent made by itself stands until a standing order
 * lifts it by its id, and a watch that could not begin, or that ended badly, leaves the account locked.
 */
export function wantedRelay(known: { order: RelayOrder | null; ownLocks: number; watchStep: WatchStep | null }): RelayState {
  if (known.ownLocks > 0) return 'locked'
  if (known.order === null) return 'open'

  switch (known.order.data.state) {
    case 'locked':
      return 'locked'
    case 'open':
      return 'open'
    case 'watched':
      return relayOfWatch(known.watchStep)
  }
}

function relayOfWatch(step: WatchStep | null): RelayState {
  switch (step) {
    case 'beginning':
    case 'watching':
      return 'watched'
    case 'opening':
      return 'open'
    case 'breached':
    case 'cancelled':
    case 'withdrawn':
    case null:
      return 'locked'
  }
}
