import { PERIOD_MS, type MatrixPeriod } from './matrix.ts'

/** Spans that a receiver is looked at over: those of the matrix, and a month. */
export const deliveryPeriods = ['60m', '24h', '7d', '30d'] as const
export type DeliveryPeriod = (typeof deliveryPeriods)[number]

const SPAN_MS: Record<DeliveryPeriod, number> = { ...PERIOD_MS, '30d': 30 * 86_400_000 }
const HOUR_MS = 3_600_000

/** One bar of a chart stands for so long. */
export const BIN_MS: Record<DeliveryPeriod, number> = { '60m': 600_000, '24h': HOUR_MS, '7d': 6 * HOUR_MS, '30d': 24 * HOUR_MS }

/** What is counted of a period: whole steps or hours, as the matrix counts them, in bins of which the last one still grows. */
export type Span = { period: DeliveryPeriod; from: Date; until: Date; bins: number }

/** The span of a period that ends now; a month is counted in days of UTC. */
export function spanOf(period: DeliveryPeriod, now: Date): Span {
  const unit = period === '60m' ? BIN_MS['60m'] : period === '30d' ? BIN_MS['30d'] : HOUR_MS
  const since = now.getTime() - SPAN_MS[period]
  const from = period === '60m' ? Math.ceil(since / unit) * unit : Math.floor(since / unit) * unit
  const until = (Math.floor(now.getTime() / unit) + 1) * unit
  return { period, from: new Date(from), until: new Date(until), bins: Math.ceil((until - from) / BIN_MS[period]) }
}

/** When a bin begins. The first one may be shorter than the others. */
export function binBegin({ from, until, bins, period }: Span, bin: number): Date {
  return new Date(Math.max(from.getTime(), until.getTime() - (bins - bin) * BIN_MS[period]))
}

/** The same period as the matrix knows it, which has no month. */
export function asMatrixPeriod(period: DeliveryPeriod): MatrixPeriod {
  return period === '30d' ? '7d' : period
}
