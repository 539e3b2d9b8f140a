import { makeOrderDesk, type OrderDesk } from './carry-out/answer-order.ts'
import type { Core } from './carry-out/core.ts'
import { lookOverQueue } from './carry-out/look-over-queue.ts'
import { openCore, type CoreParts } from './carry-out/open-core.ts'
import { tellQueue } from './carry-out/read-host.ts'
import { repairDrift } from './carry-out/repair-drift.ts'
import { startCore } from './carry-out/start-core.ts'
import { forgetOld, tellActivity } from './carry-out/tell-activity.ts'
import { checkReportsFolder, takeReports } from './carry-out/take-reports.ts'
import { tellDeliveries, tellRefusals } from './carry-out/tell-deliveries.ts'
import { tickWatches } from './carry-out/tick-watches.ts'
import type { ConfigurationPlaces } from './configuration/configuration-places.ts'
import { configurationTeller } from './configuration/tell-configuration.ts'
import { followLog } from './follow-log.ts'
import { makeProbeDesk, type ProbeDesk } from './probe/probe-desk.ts'
import { makeTraceDesk, type TraceDesk } from './trace/trace-desk.ts'

export type RunningAgent = {
  core: Core
  orders: OrderDesk
  traces: TraceDesk
  probes: ProbeDesk
  /** Rejects when the agent cannot go on and must be started anew. */
  ended: Promise<void>
  /** Takes no new work, finishes what is in hand, leaves the journal to its owner. */
  stop(): Promise<void>
}

/** How often what is done, in milliseconds. */
export type Pace = { watches: number; activity: number; deliveries: number; refusals: number; reports: number; queue: number; drift: number; look: number; forget: number; configuration: number }
export const PACE: Pace = { watches: 200, activity: 5000, deliveries: 10_000, refusals: 1000, reports: 2000, queue: 15_000, drift: 30_000, look: 300_000, forget: 3_600_000, configuration: 60_000 }

/** Starts everything of the agent but its server: host as the journal wants it, then the log, then the clocks. */
export async function startAgent(parts: CoreParts & { reports?: string | undefined; resolvers?: readonly string[] | undefined; configuration?: ConfigurationPlaces }, pace: Pace = PACE): Promise<RunningAgent> {
  const { reports, resolvers, configuration } = parts
  if (reports !== undefined) checkReportsFolder(reports)
  const core = openCore(parts)
  const orders = makeOrderDesk(core)
  await startCore(core)
  orders.resume()

  const lookAtConfiguration = configuration && configurationTeller(core, configuration)
  const stopping = new AbortController()
  const ended = followLog(core, stopping.signal)
  const loops = [
    every(core, stopping.signal, 'watches', pace.watches, () => tickWatches(core)),
    every(core, stopping.signal, 'activity', pace.activity, async () => tellActivity(core)),
    every(core, stopping.signal, 'deliveries', pace.deliveries, async () => tellDeliveries(core)),
    every(core, stopping.signal, 'refusals', pace.refusals, async () => tellRefusals(core)),
    ...(reports === undefined ? [] : [every(core, stopping.signal, 'reports', pace.reports, () => takeReports(core, reports))]),
    ...(lookAtConfiguration === undefined ? [] : [every(core, stopping.signal, 'configuration', pace.configuration, lookAtConfiguration)]),
    every(core, stopping.signal, 'queue', pace.queue, () => tellQueue(core)),
    every(core, stopping.signal, 'drift', pace.drift, () => repairDrift(core)),
    every(core, stopping.signal, 'look', pace.look, () => lookOverQueue(core)),
    every(core, stopping.signal, 'forget', pace.forget, async () => forgetOld(core)),
  ]
  // So that the first reading says what stands in front.
  await lookAtConfiguration?.()
  return {
    core,
    orders,
    traces: makeTraceDesk(core),
    probes: makeProbeDesk({ now: core.now, resolvers }),
    ended,
    async stop() {
      stopping.abort()
      for (const stop of loops) stop()
      await ended.catch(() => undefined)
      await core.background.settled()
    },
  }
}

/** Runs `work` again and again, never over itself; the next run is set after this one ended. */
function every(core: Core, signal: AbortSignal, name: string, ms: number, work: () => Promise<void>): () => void {
  let timer: NodeJS.Timeout | undefined
  const run = () =>
    core.background.run(name, async () => {
      try {
        await work()
      } finally {
        if (!signal.aborted) timer = setTimeout(run, ms)
      }
    })
  timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}
