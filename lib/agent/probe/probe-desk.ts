import { getServers } from 'node:dns'
import { isIP } from 'node:net'
import { probeHost } from '../../probes/probe-host.ts'
import type { AgentProbe, HostProbe } from '../../protocol/probes.ts'
import { AgentRefusal } from '../refusal.ts'

export type ProbeDesk = {
  /** Looks at another host; ends when `signal` does. Refuses `busy`. */
  look(probe: AgentProbe, signal: AbortSignal): Promise<HostProbe>
}

/** A look opens some connections for some seconds: more at once, or more often, would be a burden on others. */
const AT_ONCE_MAX = 4
const PER_MINUTE_MAX = 60
const MINUTE_MS = 60_000

export type ProbeDeskParts = {
  now: () => Date
  /** Whom to ask about names; the system's own when none is given. */
  resolvers?: readonly string[] | undefined
  look?: typeof probeHost
}

/** Takes the desk's wishes to look at other hosts, a few at once and not too many in a minute. */
export function makeProbeDesk({ now, resolvers, look = probeHost }: ProbeDeskParts): ProbeDesk {
  let running = 0
  let begun: number[] = []
  return {
    async look(probe, signal) {
      const at = now().getTime()
      begun = begun.filter((one) => at - one < MINUTE_MS)
      if (running >= AT_ONCE_MAX) throw new AgentRefusal('busy', `${AT_ONCE_MAX} looks run already`)
      if (begun.length >= PER_MINUTE_MAX) throw new AgentRefusal('busy', `${PER_MINUTE_MAX} looks were made in this minute`)
      running++
      begun.push(at)
      try {
        return await look({ ...probe, resolvers: resolversOf(resolvers) }, { now, signal })
      } finally {
        running--
      }
    },
  }
}

const RESOLVERS_MAX = 2

function resolversOf(given: readonly string[] | undefined): string[] {
  const chosen = given && given.length > 0 ? given : getServers()
  return chosen.slice(0, RESOLVERS_MAX).map((text) => (isIP(text) === 6 ? `[${text}]:53` : text))
}
