import { randomBytes } from 'node:crypto'
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { getCACertificates } from 'node:tls'
import { locateResolver, type ResolverAddress } from '../dns/resolver-address.ts'
import type { HostProbe, ProbeOrder } from '../protocol/probes.ts'
import { lookAtPort } from './look-at-port.ts'
import { openNames, type Names } from './look-up-names.ts'
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

/** Looks at a host from outside: all its ports and addresses at once, within one time limit. Never completes a mail. */
export async function probeHost(order: ProbeOrder, surroundings: ProbeSurroundings = {}): Promise<HostProbe> {
  const { now = () => new Date() } = surroundings
  const timeoutMs = order.timeoutMs ?? TIMEOUT_MS
  const begun = performance.now()
  const endsAt = begun + Math.max(timeoutMs - CLOSING_MS, timeoutMs / 2)
  const ending = new AbortController()
  const stop = () => ending.abort()
  const limit = setTimeout(stop, endsAt - begun)
  surroundings.signal?.addEventListener('abort', stop, { once: true })
  if (surroundings.signal?.aborted) stop()
  const at = now()
  try {
    const found = await probeWithin(order, surroundings, { at, endsAt, signal: ending.signal })
    return { host: order.host, at: at.toISOString(), tookMs: Math.round(performance.now() - begun), ...found }
  } finally {
    clearTimeout(limit)
    stop()
    surroundings.signal?.removeEventListener('abort', stop)
  }
}

interface Limits {
  at: Date
  endsAt: number
  signal: AbortSignal
}

async function probeWithin(order: ProbeOrder, surroundings: ProbeSurroundings, { at, endsAt, signal }: Limits): Promise<Pick<HostProbe, 'trouble' | 'ports'>> {
  const resolvers = await unlessEnded(resolversOf(order), signal, [])
  const names = resolvers.length > 0 ? await openNames({ resolvers, timeoutMs: Math.max(1, Math.min(QUESTION_MS_MAX, (endsAt - performance.now()) / 3)), signal }) : null
  try {
    const addresses = await addressesOf(order, names, signal)
    if (addresses.length === 0) return { trouble: `no address of ${order.host} was found`, ports: [] }
    const { heloName, localAddress, roots = trustedRoots(), randomWord = nobodysWord } = surroundings
    const name = isIP(order.host) === 0 ? order.host.replace(/\.$/, '') : undefined
    const plan = { name, domain: order.domain, heloName, roots, names, now: at, randomWord, signal, endsAt }
    const ports = order.ports ?? USUAL_PORTS.map((port) => ({ port, tls: tlsModeOf(port), role: roleOf(port) }))
    const looks = addresses.flatMap((address) => ports.map(({ port, tls = tlsModeOf(port), role = roleOf(port) }) => {
      return lookAtPort({ ...plan, address, port, tls, role, localAddress: isSameFamily(localAddress, address) ? localAddress : undefined })
    }))
    return { trouble: null, ports: await Promise.all(looks) }
  } finally {
    names?.close()
  }
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
