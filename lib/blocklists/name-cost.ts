import type { Blocklist } from './blocklist.ts'

/** What is known of an account that logs in under a domain, over the span of its cost. */
export type CostAccount = { name: string; messages: number; /** Bounced or deferred, for whatever reason. */ undelivered: number; named: number }

/**
 * What the listing of a name costs and whose it is, as far as replies and accounts tell. Logs do not say which domain a mail
 * was sent with: counted is what names the domain itself, and the mail of accounts that log in under it.
 */
export type NameCost = {
  since: Date
  /** Kept replies that name the list and the name, or name a list of names alone and met an account under the domain. */
  named: number
  /** Kept replies that name the list and met other mail of the same customer, or other mail of hosts that go by the name. */
  perhaps: number
  receivers: string[]
  /** Numbers of customers whose mail met it. */
  customers: string[]
  /** Those that log in under the domain, the busiest first; a few of them. */
  accounts: CostAccount[]
  /** All of them together. */
  total: { accounts: number; messages: number; undelivered: number }
}

/** A regular expression of PostgreSQL for replies in lower case that name the domain, or a name below it, also as the list was asked for it. */
export function namesDomain(domain: string, zone: string): string {
  return `(^|[^a-z0-9.-])([a-z0-9_-]+\\.)*${escaped(domain)}(\\.${escaped(bareZone({ zone }))})?\\.?($|[^a-z0-9.-])`
}

/** The zone as replies have it, without a place for a key. */
export function bareZone({ zone }: Pick<Blocklist, 'zone'>): string {
  return zone.replace(/^\{key\}\./, '').toLowerCase()
}

/** Zones of the other lists of an operator: a reply that names one of them speaks of that list. */
export function otherZones(list: Pick<Blocklist, 'id' | 'family' | 'zone'>, catalogue: readonly Pick<Blocklist, 'id' | 'family' | 'zone'>[]): string[] {
  return catalogue.filter(({ id, family }) => family === list.family && id !== list.id).map(bareZone)
}

function escaped(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9_-]/g, (each) => `\\${each}`)
}
