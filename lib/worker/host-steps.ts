import { AgentCallError } from '../agent-client/agent-call-error.ts'
import type { AgentClient } from '../agent-client/connect-agent.ts'
import { storeAgentEvents } from '../cases/store-agent-events.ts'
import { storeHostReading } from '../cases/store-host-reading.ts'
import { eventMark, type EventMark } from '../hosts/host-records.ts'
import { dueStandingOrders, markSent, raiseAbove, storeFoundStates } from '../standing-orders/standing-order-records.ts'
import type { StepResult } from './run-loop.ts'
import { doingOf, type WorkerContext } from './worker-context.ts'

/** `memory`: up to where we have stored the host's events ourselves, so that it need not be looked up each time. */
export type HostWork = { context: WorkerContext; hostId: number; client: AgentClient; memory?: { mark: EventMark | null } }

/** Held open by the agent until something happens, so that an event is here within a moment. */
const WAIT_SECONDS = 25
const STANDING_PER_CALL = 500

/** One long poll: asks for what comes after the last event that is stored, and stores it. */
export async function pollEvents({ context, hostId, client, memory = { mark: null } }: HostWork, signal: AbortSignal): Promise<StepResult> {
  const { journal, lastEventSeq } = memory.mark ?? (await context.inTurn(() => eventMark(context.db, hostId)))
  // Whatever fails from here on, the database says where to go on.
  memory.mark = null
  const page = await client.readEvents(Number(lastEventSeq), journal, WAIT_SECONDS, signal)
  memory.mark = { journal: page.journal, lastEventSeq: await context.inTurn(() => storeAgentEvents(doingOf(context), hostId, page)) }
  if (page.events.some(({ body }) => body.kind === 'deliveries')) context.deliveriesTold()
  return 'again'
}

/** A fresh look at the host. */
export async function readHost({ context, hostId, client }: HostWork): Promise<StepResult> {
  const reading = await client.readReading()
  await context.inTurn(() => storeHostReading(doingOf(context), hostId, reading))
  return 'wait'
}

/** Tells the host what it has not said it knows; again and again until the version found is the version wanted. */
export async function sendStandingOrders({ context, hostId, client }: HostWork): Promise<StepResult> {
  const due = await context.inTurn(() => dueStandingOrders(context.db, hostId, STANDING_PER_CALL))
  if (due.length === 0) return 'wait'
  try {
    const answer = await client.putStanding(due)
    await context.inTurn(async () => {
      await markSent(context.db, hostId, due)
      await storeFoundStates(context.db, hostId, answer.standing)
      await storeHostReading(doingOf(context), hostId, answer.reading)
    })
  } catch (error) {
    if (!(error instanceof AgentCallError) || error.code !== 'stale-version') throw error
    const reading = await client.readReading()
    await raiseAbove(context.db, hostId, due, reading.standing)
    context.log.warn({ host: reading.host, orders: due.length }, 'the host knew newer standing orders; ours go above them')
  }
  return due.length === STANDING_PER_CALL ? 'again' : 'wait'
}
