import { inventsAnswers } from '../blocklists/check-resolver.ts'
import { readAddress } from '../blocklists/target.ts'
import { DnsClient, type DnsOutcome } from '../dns/dns-client.ts'
import { labelsOf, NameError } from '../dns/domain-name.ts'
import type { ResolverAddress } from '../dns/resolver-address.ts'
import { TYPE, writeQuery } from '../dns/write-query.ts'
import { unlessEnded } from './unless-ended.ts'

/** What is known of a name: values, none when it has none, or why it is not known. */
export type LookedUp = { values: string[] } | { failure: string }

/** Asks resolvers about names and addresses: the next one where one gives no answer. */
export interface Names {
  namesOf(address: string): Promise<LookedUp>
  addressesOf(name: string, family: 4 | 6): Promise<LookedUp>
  close(): void
}

export interface NamesOptions {
  resolvers: readonly ResolverAddress[]
  /** For one question at one resolver. */
  timeoutMs: number
  /** Ends every question. */
  signal: AbortSignal
}

export async function openNames({ resolvers, timeoutMs, signal }: NamesOptions): Promise<Names> {
  const clients = resolvers.map((resolver) => new DnsClient({ resolver, timeoutMs }))
  await Promise.all(clients.map((client) => client.open()))
  const inventing = new Map<DnsClient, Promise<boolean>>()
  const invents = (client: DnsClient) => {
    const asked = inventing.get(client) ?? inventsAnswers(client)
    inventing.set(client, asked)
    return asked
  }
  const ask = async (name: string, type: number, pick: 'addresses' | 'names'): Promise<LookedUp> => {
    let last: LookedUp = { failure: 'there is no resolver to ask' }
    for (const client of clients) {
      const answer = await unlessEnded(Promise.all([askOne(client, name, type), invents(client)]), signal, null)
      if (answer === null) return { failure: FAILURES.silent }
      const [outcome, isInvented] = answer
      last = isInvented ? { failure: 'the resolver answers for names that cannot exist' } : readOutcome(outcome, pick)
      if ('values' in last) return last
    }
    return last
  }
  return {
    namesOf: (address) => ask(reverseNameOf(address), TYPE.PTR, 'names'),
    addressesOf: async (name, family) => {
      const found = await ask(name, family === 4 ? TYPE.A : TYPE.AAAA, 'addresses')
      return 'values' in found ? { values: found.values.map(canonicalAddress) } : found
    },
    close: () => clients.forEach((client) => client.close()),
  }
}

/** An address in the one way it is written. */
export function canonicalAddress(address: string): string {
  return readAddress(address)?.name ?? address
}

function reverseNameOf(address: string): string {
  const target = readAddress(address)
  return `${target?.query ?? ''}.${target?.kind === 'ip6' ? 'ip6' : 'in-addr'}.arpa`
}

function askOne(client: DnsClient, name: string, type: number): Promise<DnsOutcome | 'no-name'> {
  return new Promise((resolve) => {
    try {
      client.ask(writeQuery([labelsOf(name)], type), resolve)
    } catch (error) {
      if (!(error instanceof NameError)) throw error
      resolve('no-name')
    }
  })
}

const FAILURES = { silent: 'the resolver did not answer in time', unreachable: "the resolver's port is closed", malformed: 'the answer could not be read', tcp: 'the answer was too long for a datagram, and could not be fetched by TCP' }
const NXDOMAIN = 3
const RCODES: Record<number, string> = { 2: 'the resolver could not find out (SERVFAIL)', 5: 'the resolver refused the question (REFUSED)' }

function readOutcome(outcome: DnsOutcome | 'no-name', pick: 'addresses' | 'names'): LookedUp {
  if (outcome === 'no-name') return { values: [] }
  if ('failure' in outcome) return { failure: FAILURES[outcome.failure] }
  const { rcode, isReferral } = outcome.answer
  if (rcode === NXDOMAIN) return { values: [] }
  if (rcode !== 0) return { failure: RCODES[rcode] ?? `the resolver answered with error ${rcode}` }
  return isReferral ? { failure: 'the resolver only named others to ask' } : { values: outcome.answer[pick] }
}
