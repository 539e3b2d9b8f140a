import type { DeliveryOutcome } from '../protocol/deliveries.ts'
import { addToPair, emptyPair, endOf, type Pair } from './matrix.ts'
import { REFUSAL_CLASSES, type RefusalClass } from '../refusals/refusal.ts'
import type { HourSum, Sample } from './pair-records.ts'

/** One hour of a trend; what was not counted is unknown, never good. */
export type TrendHour = { hour: string; pair: Pair | null }

export function trendOf(sums: HourSum[], now: Date, hours = 24): TrendHour[] {
  const last = Math.floor(now.getTime() / 3_600_000) * 3_600_000
  const byHour = Map.groupBy(sums, ({ hour }) => Date.parse(hour))
  return Array.from({ length: hours }, (_, n) => {
    const at = last - (hours - 1 - n) * 3_600_000
    const ofHour = byHour.get(at)
    return { hour: new Date(at).toISOString(), pair: ofHour ? ofHour.reduce(add, emptyPair()) : null }
  })
}

function add(pair: Pair, sum: HourSum): Pair {
  addToPair(pair, sum)
  return pair
}

/** Refusals of one class: how many, since when, what the receiver says, in the words of the newest sample. */
export type RefusalGroup = { refusalClass: RefusalClass; isForGood: boolean; count: number; firstAt: string | null; lastAt: string | null; replies: string[]; accounts: string[] }

const REPLIES_PER_CLASS = 3

/** The refusals of a period by class, most frequent first. Counts are of all attempts, words and accounts of the samples kept. */
export function refusalGroups(counts: { outcome: DeliveryOutcome; refusalClass: string; count: number }[], samples: Sample[]): RefusalGroup[] {
  const groups = Map.groupBy(counts.filter(({ outcome }) => outcome !== 'delivered'), ({ outcome, refusalClass }) => `${endOf(outcome)} ${refusalClass}`)
  return [...groups.values()]
    .flatMap((same) => {
      const [{ outcome, refusalClass } = { outcome: 'deferred' as const, refusalClass: 'unknown' }] = same
      const own = samples.filter((sample) => endOf(sample.outcome) === endOf(outcome) && sample.refusalClass === refusalClass)
      return {
        refusalClass: readClass(refusalClass), count: same.reduce((sum, { count }) => sum + count, 0), isForGood: outcome !== 'deferred',
        firstAt: own.at(-1)?.at ?? null,
        lastAt: own[0]?.at ?? null,
        replies: [...new Set(own.flatMap(({ reply }) => (reply === '' ? [] : reply)))].slice(0, REPLIES_PER_CLASS),
        accounts: [...new Set(own.flatMap(({ account }) => account ?? []))],
      }
    })
    .sort((a, b) => b.count - a.count)
}

/** A class that this version does not know, told by a newer agent, is one it does not recognise. */
export function readClass(text: string): RefusalClass {
  return REFUSAL_CLASSES.find((name) => name === text) ?? 'unknown'
}
