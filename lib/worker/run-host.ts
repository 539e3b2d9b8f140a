import { connectAgent, type AgentClient } from '../agent-client/connect-agent.ts'
import { deskFor } from '../cases/join-host.ts'
import { carryOrders } from './carry-orders.ts'
import { pollEvents, readHost, sendStandingOrders, type HostWork } from './host-steps.ts'
import type { Running } from './lease-keeper.ts'
import { runLoop, type Loop, type StepResult } from './run-loop.ts'
import type { WorkerContext } from './worker-context.ts'

export type HostRunner = Running & { hostId: number; wake(word: string): void; nudge(word: string): void }
/** What is due is found for all hosts at once (wakeDueHosts), which wakes the loops of those that have some. */
const LOOKED_FOR_ANYWAY_MS = 60_000
type Step = (work: HostWork, signal: AbortSignal) => Promise<StepResult>

/** A connection is opened anew so often, which takes up the desk's renewed certificate. */
const RECONNECT_MS = 3_600_000

/**
 * All that one worker does for one host while it holds the host's lease: listens, looks, tells what shall hold, carries
 * orders. Each goes on by itself, so that a slow order never keeps an event waiting.
 */
export function runHost(context: WorkerContext, host: { id: number; name: string; agentUrl: string }): HostRunner {
  const log = context.log.child({ host: host.name })
  const memory: HostWork['memory'] = { mark: null }
  let connection: { client: AgentClient; openedAt: number } | undefined

  async function client(): Promise<AgentClient> {
    const now = context.now().getTime()
    if (connection && now - connection.openedAt < RECONNECT_MS) return connection.client
    const opened = { client: connectAgent(deskFor(await context.keys(), host)), openedAt: now }
    connection = opened
    return opened.client
  }

  const loop = (name: string, everyMs: number, step: Step): Loop =>
    runLoop({
      name, everyMs, log, random: context.random,
      step: async (signal) => step({ context, hostId: host.id, client: await client(), memory }, signal),
    })
  const loops: Record<string, Loop> = {
    events: loop('events', 0, pollEvents),
    reading: loop('reading', 15_000, readHost),
    standing: loop('standing', LOOKED_FOR_ANYWAY_MS, sendStandingOrders),
    order: loop('orders', LOOKED_FOR_ANYWAY_MS, carryOrders),
  }

  return {
    hostId: host.id,
    wake(word) {
      if (word === 'any') for (const one of Object.values(loops)) one.wake()
      else loops[word]?.wake()
    },
    nudge: (word) => loops[word]?.nudge(),
    async stop() {
      await Promise.all(Object.values(loops).map((one) => one.stop()))
      connection?.client.close()
    },
  }
}
