import { getDomain } from 'tldts'
import type { Blocklist } from './blocklist.ts'

/** What a listing costs, as far as replies tell it: those that name the list are kept as samples, a few of each kind. */
export type ListingCost = {
  since: Date
  /** Kept replies that name the list: at least so many refusals came from it. */
  named: number
  /** All refusals of the same kind at the same receivers: it were at most so many. */
  atMost: number
  receivers: string[]
  /** Numbers of customers whose mail met it. */
  customers: string[]
}

/** Words by which receivers call a list, beside its own domains. */
const WORDS: Record<string, string[]> = {
  spamhaus: ['spamhaus'], cisco: ['spamcop', 'senderbase'], barracuda: ['barracudacentral', 'barracuda reputation'], uceprotect: ['uceprotect', 'backscatterer'], psbl: ['psbl'], mailspike: ['mailspike'],
  abusix: ['abusix'], validity: ['senderscore', 'returnpath'], dronebl: ['dronebl'], spamrats: ['spamrats'], surbl: ['surbl'], uribl: ['uribl'],
}

/** What a reply holds that names the list or its operator, in lower case. */
export function namesInReplies(list: Pick<Blocklist, 'zone' | 'lookup' | 'family'>): string[] {
  const zone = list.zone.replace(/^\{key\}\./, '')
  const domains = [getDomain(zone), list.lookup && getDomain(list.lookup)].filter((each): each is string => typeof each === 'string')
  return [...new Set([zone, ...domains, ...(WORDS[list.family] ?? [])].map((each) => each.toLowerCase()))]
}
