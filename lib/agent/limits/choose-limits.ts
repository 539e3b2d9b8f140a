import type { Limits } from '../../protocol/limits.ts'
import type { StandingOrder } from '../../protocol/standing-orders.ts'

type LimitsOrder = Extract<StandingOrder, { kind: 'limits' }>

/** The limits of an account: of itself, else of its domain, else of everybody. A null falls back to the next. */
export function chooseLimits(account: string, limitsByKey: ReadonlyMap<string, Limits | null>): Limits | null {
  const domain = account.slice(account.lastIndexOf('@'))
  for (const key of domain.startsWith('@') ? [account, domain, '*'] : [account, '*']) {
    const limits = limitsByKey.get(key)
    if (limits) return limits
  }
  return null
}

export function limitsByKey(orders: StandingOrder[]): Map<string, Limits | null> {
  const isLimits = (order: StandingOrder): order is LimitsOrder => order.kind === 'limits'
  return new Map(orders.filter(isLimits).map((order) => [order.key, order.data.limits]))
}
