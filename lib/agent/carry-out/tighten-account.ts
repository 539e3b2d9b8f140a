import type { StandingOrder } from '../../protocol/standing-orders.ts'
import { accountState, type Core } from './core.ts'

/** An account opened under tight limits is held to them here too, whichever host watched it, until their time is over. */
export function tightenAsOrdered(core: Core, { key, data }: Extract<StandingOrder, { kind: 'relay' }>): void {
  if (data.state !== 'open' || !data.tight) return
  const until = Date.parse(data.tight.until)
  if (until > core.now().getTime()) accountState(core, key).tight = { limits: data.tight.limits, until }
}
