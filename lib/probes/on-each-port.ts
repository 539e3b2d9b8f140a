import { randomBytes } from 'node:crypto'
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { getCACertificates } from 'node:tls'
import { locateResolver, type ResolverAddress } from '../dns/resolver-address.ts'
import type { ProbeOrder } from '../protocol/probes.ts'
import { openNames, type Names } from './look-up-names.ts'
import type { PortPlan } from './port-plan.ts'
import { roleOf, TIMEOUT_MS, tlsModeOf, USUAL_PORTS } from './probe.ts'
import { unlessEnded } from './unless-ended.ts'

/** What is not for the order to say, but for the program that looks. */
export interface ProbeSurroundings {
  /** What we call ourselves in EHLO; our address in brackets where not given. */
  heloName?: string
  /** Our own address, where it matters from where a host is looked at. */
  localAddress?: string
  /** PEM of the certificates that are trusted, in place of those of Node and the system. */
  roots?: readonly string[]
  now?: () => Date
  randomWord?: () => string
  signal?: AbortSignal
}

/** Room at the end of the time to hang up and answer. */
const CLOSING_MS = 50
/** A resolver that is slower does not hold up the rest. */
const QUESTION_MS_MAX = 4_000

/** Works on every port of every address of an order; whatever is under way ends with the order's time, or when this is done. */
export async function onEachPort<T>(order: ProbeOrder, surroundings: ProbeSurroundings, work: (plans: PortPlan[]) => Promise<T>): Promise<T> {
  const timeoutMs = order.timeoutMs ?? TIMEOUT_MS
  const withinMs = Math.max(timeoutMs - CLOSING_MS, timeoutMs / 2)
  const endsAt = performance.now() + withinMs
  const ending = new AbortController()
  const { signal } = ending
  const stop = () => ending.abort()
  const limit = setTimeout(stop, withinMs)
  surroundings.signal?.addEventListener('abort', stop, { once: true })
  if (surroundings.signal?.aborted) stop()
  let names: Names | null = null
  try {
    const resolvers = await unlessEnded(resolversOf(order), signal, [])
    names = resolvers.length > 0 ? await openNames({ resolvers, timeoutMs: Math.max(1, Math.min(QUESTION_MS_MAX, withinMs / 3)), signal }) : null
    const addresses = await addressesOf(order, names, signal)
    return await work(plansOf(order, surroundings, { addresses, names, signal, endsAt }))
  } finally {
    clearTimeout(limit)
    stop()
    surroundings.signal?.removeEventListener('abort', stop)
    names?.close()
  }
}

function plansOf(order: ProbeOrder, surroundings: ProbeSurroundings, found: Pick<PortPlan, 'names' | 'signal' | 'endsAt'> & { addresses: string[] }): PortPlan[] {
  const { heloName, localAddress, roots = trustedRoots(), randomWord = nobodysWord, now = () => new Date() } = surroundings
  const { addresses, ...limits } = found
  const name = isIP(order.host) === 0 ? order.host.replace(/\.$/, '') : undefined
  const ports: NonNullable<ProbeOrder['ports']> = order.ports ?? USUAL_PORTS.map((port) => ({ port }))
  return addresses.flatMap((address) => ports.map(({ port, tls = tlsModeOf(port), role = roleOf(port) }) => {
    return { ...limits, name, domain: order.domain, heloName, roots, now: now(), randomWord, address, port, tls, role, localAddress: isSameFamily(localAddress, address) ? localAddress : undefined }
  }))
}

/** Those that are told, else those of the name: as the resolvers know it, or this machine. */
async function addressesOf({ host, addresses = [] }: ProbeOrder, names: Names | null, signal: AbortSignal): Promise<string[]> {
  if (addresses.length > 0) return [...new Set(addresses)]
  if (isIP(host) !== 0) return [host]
  const asked = names ? await Promise.all([names.addressesOf(host, 4), names.addressesOf(host, 6)]) : []
  const found = asked.flatMap((each) => ('values' in each ? each.values : []))
  if (found.length > 0) return [...new Set(found)]
  const known = await unlessEnded(lookup(host, { all: true }).catch(() => []), signal, [])
  return [...new Set(known.map(({ address }) => address))]
}

async function resolversOf({ resolvers = [] }: ProbeOrder): Promise<ResolverAddress[]> {
  const located = await Promise.allSettled(resolvers.map(locateResolver))
  return located.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
}

function isSameFamily(own: string | undefined, other: string): boolean {
  return own !== undefined && own.includes(':') === other.includes(':')
}

let roots: readonly string[] | undefined

/** Those that come with Node, those of NODE_EXTRA_CA_CERTS, and those of the system. Read once: there are some 150. */
function trustedRoots(): readonly string[] {
  roots ??= [...new Set([...getCACertificates('default'), ...getCACertificates('system')])]
  return roots
}

function nobodysWord(): string {
  return `relayward-probe-${randomBytes(6).toString('hex')}`
}
