import { dropOldCounters, takeUntoldHours } from '../journal/journal-counters.ts'
import { boundEvents } from '../journal/journal-events.ts'
import { dropOldDeliveries } from '../journal/journal-deliveries.ts'
import { dropOldMessages } from '../journal/journal-messages.ts'
import { dropOldOrders } from '../journal/journal-orders.ts'
import { slideWindow } from '../limits/count-window.ts'
import type { Core } from './core.ts'
import { tell } from './tell-desk.ts'

/** Tells what accounts did in the hours that changed since the last call. */
export function tellActivity(core: Core): void {
  core.journal.write(() => {
    for (const { account, hour, tally } of takeUntoldHours(core.journal)) {
      tell(core, { kind: 'activity', account, hour, ...tally })
    }
  })
}

const WIDEST_WINDOW_SECONDS = 86_400

/** Lets go of what is too old to matter, in the journal and in memory. */
export function forgetOld(core: Core): void {
  const now = core.now()
  dropOldCounters(core.journal, now)
  dropOldOrders(core.journal, now)
  dropOldMessages(core.journal, now)
  dropOldDeliveries(core.journal, now)
  boundEvents(core.journal)
  for (const [name, state] of core.accounts) {
    slideWindow(state.window, now.getTime(), WIDEST_WINDOW_SECONDS)
    const isIdle = state.window.buckets.length === 0 && state.undeliverable.size === 0
    if (isIdle && state.relay === 'open' && !state.watch && !state.isSwept && !state.tight && !state.lastWatch) core.accounts.delete(name)
  }
}
