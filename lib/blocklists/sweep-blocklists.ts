import { DnsClient } from '../dns/dns-client.ts'
import type { ResolverAddress } from '../dns/resolver-address.ts'
import type { Blocklist } from './blocklist.ts'
import { Pacer } from './pacer.ts'
import type { Reading, UnknownReason } from './reading.ts'
import { Sweep } from './sweep.ts'
import type { Target } from './target.ts'
import type { BlocklistKeys } from './zone-to-ask.ts'

/** What one resolver said. */
export interface Evidence extends Reading {
  resolver: string
}

/** What a sweep found of one target on one list. */
export interface BlocklistCheck extends Reading {
  target: string
  kind: Target['kind']
  /** Id of the list. */
  list: string
  /** What the list's TXT record tells of a listing or of a refusal. */
  text: string | null
  at: Date
  /** What each resolver that was asked said. */
  evidence: readonly Evidence[]
}

export interface SweepOptions {
  /** For one question, sent again twice within it. */
  timeoutMs?: number
  /** Questions on their way at once to each resolver. */
  windowMax?: number
  keys?: BlocklistKeys
  /** One for the whole program; left out, limits are kept within this sweep alone. */
  pacer?: Pacer
  /** `always`: every resolver is asked; `listed`: the others only where the first does not say clear. Either way a listing needs all of them. */
  askOthers?: 'always' | 'listed'
  /** A self-test is believed for so long. */
  selfTestMaxAgeMs?: number
  /** Told once for each list, kind and resolver when its self-test is judged, and again when it is given up on the way. */
  onHealth?: (health: LaneHealth) => void
  signal?: AbortSignal
}

/** Whether a list can be believed at a resolver, about one kind of target. */
export interface LaneHealth {
  list: string
  kind: Target['kind']
  resolver: string
  /** Null when it answers its own test points. */
  reason: UnknownReason | null
}

export const SWEEP_DEFAULTS = { timeoutMs: 5_000, windowMax: 50, askOthers: 'always', selfTestMaxAgeMs: 600_000 } as const

/**
 * Asks lists about targets: each list only about what it holds, after its self-test at every resolver, within its limits.
 * Checks come in handfuls as they are known, in no order, one for each target and list; what was not read yet holds the
 * sweep back.
 *
 * @throws Error when it was aborted
 */
export async function* sweepBlocklists(targets: readonly Target[], lists: readonly Blocklist[], resolvers: readonly ResolverAddress[], options: SweepOptions = {}): AsyncGenerator<BlocklistCheck[], void, undefined> {
  if (resolvers.length === 0) throw new Error('a sweep needs a resolver')
  const chosen = { ...SWEEP_DEFAULTS, keys: new Map<string, string>(), pacer: new Pacer(), ...options }
  const clients = resolvers.map((resolver) => new DnsClient({ resolver, timeoutMs: chosen.timeoutMs, windowMax: chosen.windowMax }))
  const sweep = new Sweep({ targets, lists, clients, ...chosen })
  try {
    await Promise.all(clients.map((client) => client.open()))
    sweep.start()
    for (let checks = await sweep.next(); checks.length > 0; checks = await sweep.next()) yield checks
  } finally {
    sweep.stop()
    for (const client of clients) client.close()
  }
}
