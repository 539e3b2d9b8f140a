import type { Doing } from '../audit/doing.ts'
import { WORKER, freshForMs } from '../probes/host-check.ts'
import { placesOf, type ProbedHost, type ProbePlace } from '../probes/probe-places.ts'
import { roleOf, tlsModeOf } from '../probes/probe.ts'
import { setProbed, tellChecksStored } from '../probes/probe-schedule-records.ts'
import type { AgentProbe, HostProbe } from '../protocol/probes.ts'
import { transact } from '../transact.ts'
import { storeProbe } from './store-probe.ts'

/** How a host is looked at from one place. */
export type Observer = { from: string; look: (probe: AgentProbe, signal: AbortSignal) => Promise<HostProbe> }
export type LookAtHost = {
  host: ProbedHost
  /** Whose mail it takes; undefined where nobody knows. */
  domain: string | undefined
  everyMs: number
  /** The desk's own look, and that of another host's agent where there is one. */
  observers: Observer[]
  signal: AbortSignal
  /** Called when somebody could not look. What he saw before counts on until it is old. */
  onTrouble: (from: string, error: unknown) => void
}

const PROBE_MS = 30_000

/**
 * Looks at a host from several places at once and stores what each saw as it comes. One that cannot look keeps the
 * others from nothing; the host counts as looked at when the desk itself has looked.
 */
export async function lookAtHost(doing: Pick<Doing, 'db' | 'actor'> & { now: () => Date }, { host, domain, everyMs, observers, signal, onTrouble }: LookAtHost): Promise<void> {
  const begunAt = doing.now()
  const probes = probesOf(host, domain)
  await Promise.all(observers.map(async ({ from, look }) => {
    try {
      const seen = await Promise.all(probes.map((probe) => look(probe, signal)))
      if (signal.aborted) return
      const [first] = seen
      if (!first) return
      const probe: HostProbe = { ...first, ports: seen.flatMap(({ ports }) => ports) }
      await storeProbe({ db: doing.db, now: doing.now(), actor: doing.actor }, host, { from, probe, freshMs: freshForMs(everyMs) })
    } catch (error) {
      if (!signal.aborted) onTrouble(from, error)
      if (from === WORKER) throw error
    }
  }))
  if (signal.aborted) return
  await transact(doing.db, async (tx) => {
    // What was asked for while we looked is not done with it.
    await setProbed(tx, host.id, begunAt)
    await tellChecksStored(tx, host.id)
  })
}

/** Places with the same ports are one probe: addresses that are looked at alike. */
function probesOf(host: ProbedHost, domain: string | undefined): AgentProbe[] {
  const byAddress = [...Map.groupBy(placesOf(host), ({ address }) => address)]
  const alike = Map.groupBy(byAddress, ([, places]) => places.map(({ port, as }) => `${port} ${as}`).sort().join())
  return [...alike.values()].flatMap((group) => chunks(group, ADDRESSES_PER_PROBE).map((some) => ({
    host: host.name.includes('.') ? host.name : (some[0]?.[0] ?? host.name),
    addresses: some.map(([address]) => address),
    ports: (some[0]?.[1] ?? []).map(portOf),
    timeoutMs: PROBE_MS,
    ...(domain !== undefined && { domain }),
  })))
}

const ADDRESSES_PER_PROBE = 4

function portOf({ port, as }: ProbePlace): AgentProbe['ports'][number] {
  return { port, tls: tlsModeOf(as), role: roleOf(as) }
}

function chunks<T>(list: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, n) => list.slice(n * size, (n + 1) * size))
}
