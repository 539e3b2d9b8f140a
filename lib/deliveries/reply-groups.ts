import type { DeliveryOutcome } from '../protocol/deliveries.ts'
import { keyOf } from '../refusals/mask-reply.ts'
import type { RefusalClass } from '../refusals/refusal.ts'
import { endOf, isAboutUs } from './matrix.ts'
import { readClass } from './pair.ts'
import type { HeardReply } from './receiver-records.ts'

/** One wording of a receiver, as the newest reply of that wording has it. Counted in samples, of which each host keeps a few per step. */
export type ReplyText = { key: string; reply: string; samples: number; firstAt: string; lastAt: string; hosts: string[]; accounts: string[] }

/** Refusals with the same class and end: how many attempts met them, and in which words. */
export type ClassGroup = {
  refusalClass: RefusalClass
  isForGood: boolean
  isAboutUs: boolean
  /** Attempts counted; the texts below are samples of them. */
  count: number
  firstAt: string | null
  lastAt: string | null
  texts: ReplyText[]
}

type ClassSum = { outcome: DeliveryOutcome; refusalClass: string; count: number; firstAt: Date; lastAt: Date }

/** What is told of a period by class: first what is about us, then by number. A class that was only sampled counts what was sampled. */
export function classGroups(sums: ClassSum[], replies: HeardReply[]): ClassGroup[] {
  const bySum = Map.groupBy(sums.filter(({ outcome }) => outcome !== 'delivered'), groupKey)
  const bySample = Map.groupBy(replies, groupKey)
  return [...new Set([...bySum.keys(), ...bySample.keys()])]
    .map((key) => groupOf(bySum.get(key) ?? [], bySample.get(key) ?? []))
    .sort((a, b) => Number(b.isAboutUs) - Number(a.isAboutUs) || b.count - a.count)
}

function groupKey({ outcome, refusalClass }: { outcome: DeliveryOutcome; refusalClass: string }): string {
  return `${endOf(outcome)} ${refusalClass}`
}

function groupOf(sums: ClassSum[], samples: HeardReply[]): ClassGroup {
  const { outcome, refusalClass } = sums[0] ?? samples[0] ?? { outcome: 'deferred', refusalClass: 'unknown' }
  const first = [...sums.map(({ firstAt }) => firstAt.toISOString()), ...samples.map(({ at }) => at)].sort()[0]
  const last = samples[0]?.at ?? sums.map(({ lastAt }) => lastAt.toISOString()).sort().at(-1)
  return {
    refusalClass: readClass(refusalClass), isForGood: outcome !== 'deferred', isAboutUs: isAboutUs(refusalClass),
    count: sums.length > 0 ? sums.reduce((total, { count }) => total + count, 0) : samples.length,
    firstAt: first ?? null, lastAt: last ?? null,
    texts: replyTexts(samples),
  }
}

/** Replies that differ in ids, addresses and figures alone are one text, the most frequent first. Those without words are none. */
export function replyTexts(replies: HeardReply[]): ReplyText[] {
  const byText = Map.groupBy(replies.filter(({ reply }) => reply !== ''), ({ reply }) => String(keyOf(reply)))
  return [...byText]
    .map(([key, same]) => {
      const newest = same.reduce((a, b) => (b.at > a.at ? b : a))
      const times = same.map(({ at }) => at).sort()
      return {
        key, reply: newest.reply, samples: same.length, firstAt: times[0] ?? newest.at, lastAt: newest.at,
        hosts: [...new Set(same.map(({ host }) => host))].sort(),
        accounts: [...new Set(same.flatMap(({ account }) => account ?? []))].sort(),
      }
    })
    .sort((a, b) => b.samples - a.samples || b.lastAt.localeCompare(a.lastAt))
}
