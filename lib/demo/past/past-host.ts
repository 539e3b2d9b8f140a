import { randomUUID } from 'node:crypto'
import type { AgentClient } from '../../agent-client/connect-agent.ts'
import { POSITION_KEY } from '../../agent/carry-out/take-batch.ts'
import { tellActivity } from '../../agent/carry-out/tell-activity.ts'
import { tellDeliveries } from '../../agent/carry-out/tell-deliveries.ts'
import { tickWatches } from '../../agent/carry-out/tick-watches.ts'
import { putStanding } from '../../agent/carry-out/put-standing.ts'
import { readHost, tellQueue } from '../../agent/carry-out/read-host.ts'
import { makeMemoryHost, type MemoryHost } from '../../agent/host/memory-host.ts'
import type { MailHost } from '../../agent/host/mail-host.ts'
import { eventsAfter } from '../../agent/journal/journal-events.ts'
import { readMeta } from '../../agent/journal/journal-counters.ts'
import { openJournal } from '../../agent/journal/open-journal.ts'
import { makeLog } from '../../agent/log.ts'
import { openIdentity } from '../../agent/server/agent-identity.ts'
import { startServer } from '../../agent/server/start-server.ts'
import { waitForEvents } from '../../agent/server/wait-for-events.ts'
import { startAgent, type RunningAgent } from '../../agent/start-agent.ts'
import { agentFolderOf, PORTS, type DemoHost } from '../hosts.ts'
import { waitUntil } from '../wait-until.ts'
import { wordingOf } from './log-lines.ts'

/** A host as it was: the real agent on a mail server in memory, both by a moved clock. */
export type PastHost = {
  name: string
  kind: DemoHost['kind']
  memory: MemoryHost
  /** The agent as the desk calls it, without the way over the wire. */
  client: AgentClient
  /** Whether the agent has something to tell that the desk has not asked for. */
  hasNews(): boolean
  /** Until every log line is counted and nothing of it is left to do; then the agent's clocks have struck once. */
  settle(): Promise<void>
  /** Lets the desk call this host by its address, for what needs its real key: joining and renewing. */
  answering<T>(work: () => Promise<T>): Promise<T>
  stop(): Promise<void>
}

/** The agent's own clocks never strike: whoever moves the clock says when (`settle`). */
const NEVER_MS = 2 ** 31 - 1
const STILL = { watches: NEVER_MS, activity: NEVER_MS, deliveries: NEVER_MS, refusals: NEVER_MS, queue: NEVER_MS, reports: NEVER_MS, drift: NEVER_MS, look: NEVER_MS, forget: NEVER_MS, configuration: NEVER_MS }

/** What a qmail host with vpopmail can do; a Postfix host can do what the one in memory says. */
const QMAIL = { locks: true, quarantines: true, locksOpenSessions: false, hasDoor: false, watches: 'queue', movesOutOfQueue: true } as const

export async function startPastHost(place: { folder: string }, { name, kind, address }: DemoHost, now: () => Date): Promise<PastHost> {
  const memory = makeMemoryHost({ now, kind, ...wordingOf(kind, name), beforeRelay: async (account) => refuseScript(account) })
  const host: MailHost = kind === 'qmail' ? { ...memory.host, capabilities: QMAIL, check: async () => ({ mtaVersion: null }) } : { ...memory.host, check: async () => ({ mtaVersion: '3.10.5' }) }
  const journal = openJournal(':memory:')
  const agent = await startAgent({ host, hostName: name, journal, log: makeLog(() => undefined, now), now, newId: randomUUID }, STILL)
  const told = { upTo: 0 }
  return {
    name, kind, memory,
    client: clientOf(agent, told),
    hasNews: () => eventsAfter(journal, told.upTo).length > 0,
    settle: () => settle(agent, memory),
    answering: async (work) => {
      const identity = openIdentity(agentFolderOf(place, name), name, now)
      const server = await startServer({ agent, identity, listen: { address, port: PORTS.agent } })
      return work().finally(server.stop)
    },
    stop: async () => {
      await agent.stop()
      journal.close()
    },
  }
}

/** As vpopmail does: only mailboxes can be locked, a script has none. */
function refuseScript(account: string): void {
  if (account.startsWith('uid:')) throw new Error(`${account} is no vpopmail account: it needs the form name@domain`)
}

async function settle(agent: RunningAgent, memory: MemoryHost): Promise<void> {
  const { core } = agent
  const isRead = () => readMeta(core.journal, POSITION_KEY) === String(memory.state.lines.length)
  await waitUntil('the agent has read its log', isRead, { everyMs: 1 })
  await core.background.settled()
  await tickWatches(core)
  await core.background.settled()
  tellActivity(core)
  tellDeliveries(core)
  await tellQueue(core)
}

function clientOf({ core, orders, traces, probes }: RunningAgent, told: { upTo: number }): AgentClient {
  const refuse = () => Promise.reject(new Error('joining and renewing go over the wire'))
  return {
    readEvents: async (after, journal, _waitSeconds, signal) => {
      const page = await waitForEvents(core, { after, journal, wait: 0 }, signal ?? new AbortController().signal)
      told.upTo = page.events.at(-1)?.seq ?? told.upTo
      return page
    },
    sendOrder: (order) => orders.take(order),
    readOrder: async (id) => orders.read(id),
    putStanding: async (standing) => {
      await putStanding(core, standing)
      const reading = await readHost(core)
      return { standing: reading.standing, reading }
    },
    readReading: () => readHost(core),
    trace: (query, { signal } = {}) => traces.begin(query, signal ?? new AbortController().signal),
    probe: (probe, { signal } = {}) => probes.look(probe, signal ?? new AbortController().signal),
    join: refuse,
    renew: refuse,
    close: () => {},
  }
}
