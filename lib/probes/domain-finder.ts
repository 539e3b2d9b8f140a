import { Resolver } from 'node:dns/promises'

/** Whose mail a host takes, as far as MX records tell. */
export type DomainFinder = { domainOf(host: { name: string; addresses: string[] }, resolvers: { address: string; port: number }[]): Promise<string | undefined> }

const KEPT_MS = 3_600_000
/** As many as a minute of looking up takes; with more customers the others' domains are no worse to probe with. */
const DOMAINS_MAX = 200
const AT_ONCE = 20
const TIMEOUT_MS = 3_000

type Ask = (domain: string, resolvers: { address: string; port: number }[]) => Promise<Set<string>>

/**
 * Finds a domain for a host among those of the provider and his customers: the first whose mail exchangers have one of
 * its addresses. What was looked up is kept for an hour, for all hosts.
 *
 * @param listDomains the provider's own first
 */
export function makeDomainFinder({ listDomains, now, ask = exchangersOf }: { listDomains: () => Promise<string[]>; now: () => Date; ask?: Ask }): DomainFinder {
  let known: { at: number; domains: Promise<[domain: string, addresses: Set<string>][]> } | null = null

  async function lookUp(resolvers: { address: string; port: number }[]): Promise<[string, Set<string>][]> {
    const waiting = (await listDomains()).slice(0, DOMAINS_MAX).map((domain, at) => ({ domain, at }))
    const found: [string, Set<string>][] = []
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) found[next.at] = [next.domain, await ask(next.domain, resolvers)]
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
    return found
  }

  return {
    async domainOf({ addresses }, resolvers) {
      const at = now().getTime()
      if (known === null || at - known.at > KEPT_MS) known = { at, domains: lookUp(resolvers) }
      const found = (await known.domains).find(([, exchangers]) => addresses.some((address) => exchangers.has(address)))
      return found?.[0]
    },
  }
}

/** The addresses of a domain's mail exchangers; none where it has none, or where nobody can tell. */
async function exchangersOf(domain: string, resolvers: { address: string; port: number }[]): Promise<Set<string>> {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: 1 })
  if (resolvers.length > 0) resolver.setServers(resolvers.map(({ address, port }) => (address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`)))
  const nothing = () => []
  const exchangers = await resolver.resolveMx(domain).catch(nothing)
  const addresses = await Promise.all(exchangers.slice(0, 10).map(async ({ exchange }) => [...(await resolver.resolve4(exchange).catch(nothing)), ...(await resolver.resolve6(exchange).catch(nothing))]))
  return new Set(addresses.flat())
}
