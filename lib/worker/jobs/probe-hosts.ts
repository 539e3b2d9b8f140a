import type { AgentClient } from '../../agent-client/connect-agent.ts'
import { connectAgent } from '../../agent-client/connect-agent.ts'
import { resolversOf } from '../../blocklists/sweep-plan.ts'
import { readListDesk } from '../../blocklists/list-desk-records.ts'
import { ageAllChecks } from '../../cases/age-all-checks.ts'
import { deskFor } from '../../cases/join-host.ts'
import { lookAtHost, type Observer } from '../../cases/look-at-host.ts'
import { listCustomerDomains } from '../../customers/customer-records.ts'
import { locateResolver, type ResolverAddress } from '../../dns/resolver-address.ts'
import { hostsToCall, type HostToCall } from '../../hosts/host-identity-records.ts'
import { isSilent } from '../../hosts/host.ts'
import { readDesk } from '../../notices/desk-records.ts'
import { makeDomainFinder, type DomainFinder } from '../../probes/domain-finder.ts'
import { WORKER } from '../../probes/host-check.ts'
import { probeHost } from '../../probes/probe-host.ts'
import { chooseObserver, dueHosts, placesOf, type ProbedHost } from '../../probes/probe-places.ts'
import { listObservers, listProbedHosts } from '../../probes/probe-schedule-records.ts'
import { readProbeSetting } from '../../probes/probe-setting-records.ts'
import { markRound } from '../round-marks.ts'
import { doingOf, type WorkerContext } from '../worker-context.ts'

export const PROBE_ROUND_MS = 10_000
/** Each look opens a few connections and waits more than it works. */
const HOSTS_AT_ONCE = 24

let finder: DomainFinder | undefined

/**
 * Looks at hosts from outside: each in its turn, at once when somebody asks for it or its configuration turned. The desk
 * looks itself, and beside it the agent of another host, so that what depends on from where one looks shows.
 */
export async function probeHosts(context: WorkerContext, signal: AbortSignal): Promise<void> {
  const { db, log, now } = context
  const { everyMinutes } = await readProbeSetting(db)
  const everyMs = everyMinutes * 60_000
  await ageAllChecks(doingOf(context), everyMs)
  const due = dueHosts(await listProbedHosts(db), { now: now(), everyMs, roundMs: PROBE_ROUND_MS })
  if (due.length === 0) return

  const [observers, called, resolvers] = await Promise.all([listObservers(db), hostsToCall(db), findResolvers(context)])
  const agents = new Map(called.map((host) => [host.id, host]))
  const heard = observers.filter((observer) => agents.has(observer.id) && !isSilent(observer, now()))
  const clients = new Map<number, AgentClient>()
  const reach = async (host: HostToCall) => {
    const client = clients.get(host.id) ?? connectAgent(deskFor(await context.keys(), host))
    clients.set(host.id, client)
    return client
  }
  const waiting = [...due]
  const work = async () => {
    for (let host = waiting.shift(); host !== undefined && !signal.aborted; host = waiting.shift()) await lookOnce(host)
  }
  const lookOnce = async (host: ProbedHost) => {
    const other = agents.get(chooseObserver(host, heard)?.id ?? 0)
    const own: Observer = { from: WORKER, look: (probe, ended) => probeHost({ ...probe, resolvers: resolvers.map(({ name }) => name) }, { now, signal: ended }) }
    const theirs: Observer[] = other ? [{ from: other.name, look: async (probe, ended) => (await reach(other)).probe(probe, { signal: ended }) }] : []
    const domain = await domainOf(context, host, resolvers)
    await lookAtHost({ db, now, actor: { kind: 'worker' } }, {
      host, domain, everyMs, observers: [own, ...theirs], signal,
      onTrouble: (from, error) => log.warn({ err: error, host: host.name, from }, 'a host could not be looked at from there'),
    }).catch((error: unknown) => log.error({ err: error, host: host.name }, 'what was seen of a host could not be stored'))
    await markRound(db, 'job:probe-hosts', now())
  }
  try {
    await Promise.all(Array.from({ length: Math.min(HOSTS_AT_ONCE, due.length) }, work))
  } finally {
    for (const client of clients.values()) client.close()
  }
}

async function findResolvers({ db, env, log }: WorkerContext): Promise<ResolverAddress[]> {
  const located = await Promise.allSettled(resolversOf((await readListDesk(db)).resolvers, env.RELAYWARD_RESOLVERS).map(locateResolver))
  for (const each of located) if (each.status === 'rejected') log.warn({ err: each.reason as Error }, 'a resolver is not found; names are asked without it')
  return located.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
}

/** A customer's domain whose mail the host takes, else its own name where that is a whole one. */
async function domainOf({ db, now }: WorkerContext, host: ProbedHost, resolvers: ResolverAddress[]): Promise<string | undefined> {
  finder ??= makeDomainFinder({ now, listDomains: async () => [...new Set([(await readDesk(db)).abuseAddress.split('@')[1] ?? '', ...(await listCustomerDomains(db))])].filter((name) => name !== '') })
  const found = await finder.domainOf({ name: host.name, addresses: placesOf(host).map(({ address }) => address) }, resolvers)
  return found ?? (host.name.includes('.') ? host.name : undefined)
}
