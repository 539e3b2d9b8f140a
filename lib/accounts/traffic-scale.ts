import type { Bar, Series } from './account-series.ts'

/** Up to where bars are drawn, and which are cut because they would make all others flat. */
export type TrafficScale = { top: number; isCut: (bar: Bar) => boolean }

/** A bar this many times as high as what is usual is cut, so that the usual stays to be seen beside it. */
const CUT_FACTOR = 4

/** The scale of a chart of mails: by the account's habit where there is one, else by its middle bar. */
export function trafficScale({ bars, habit }: Pick<Series, 'bars' | 'habit'>): TrafficScale {
  const sent = bars.map((bar) => bar.messages).filter((messages) => messages > 0).sort((a, b) => a - b)
  const highest = sent.at(-1) ?? 0
  const usual = Math.max(habit?.high ?? sent[Math.floor((sent.length - 1) / 2)] ?? 0, 2)
  const top = niceAbove(highest > CUT_FACTOR * usual ? CUT_FACTOR * usual : highest)
  return { top, isCut: (bar) => bar.messages > top }
}

/** The next of 4, 6, 8, 10, 20, 40, 60 … that is at least `value`: even, so that its half is whole too. */
function niceAbove(value: number): number {
  const wanted = Math.max(4, value)
  const step = 10 ** Math.floor(Math.log10(wanted))
  return [1, 2, 4, 6, 8, 10].map((factor) => factor * step).find((nice) => nice >= wanted && nice % 2 === 0) ?? 10 * step
}
