import type { RefusalClass } from '../refusals/refusal.ts'
import type { AccountBehind } from './receiver-records.ts'
import type { ClassGroup } from './reply-groups.ts'

/** The most frequent refusals of a pair of host and receiver, each with the newest words. */
export type PairWords = {
  refusals: { refusalClass: RefusalClass; isForGood: boolean; isAboutUs: boolean; count: number; firstAt: string | null; reply: string | null }[]
  /** How many customers samples name, and how many accounts of nobody. */
  customers: number
  strangers: number
  samples: number
}

const WORDS_SHOWN = 3

export function pairWords(groups: ClassGroup[], accounts: string[], behind: AccountBehind[], samples: number): PairWords {
  const numbers = new Map(behind.map(({ name, customer }) => [name, customer?.number]))
  const customers = new Set(accounts.flatMap((account) => numbers.get(account) ?? []))
  return {
    refusals: groups.slice(0, WORDS_SHOWN).map(({ texts, refusalClass, isForGood, isAboutUs, count, firstAt }) => ({ refusalClass, isForGood, isAboutUs, count, firstAt, reply: texts[0]?.reply ?? null })),
    customers: customers.size, strangers: accounts.filter((account) => numbers.get(account) === undefined).length, samples,
  }
}
