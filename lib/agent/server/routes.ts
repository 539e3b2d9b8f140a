import type { IncomingMessage } from 'node:http'
import * as z from 'zod'
import { certificateOrder, joinRequest } from '../../protocol/joining.ts'
import { order } from '../../protocol/orders.ts'
import { actId } from '../../protocol/primitives.ts'
import { standingPut } from '../../protocol/standing-page.ts'
import { agentProbe } from '../../protocol/probes.ts'
import { traceQuery } from '../../protocol/trace.ts'
import { putStanding } from '../carry-out/put-standing.ts'
import { readHost } from '../carry-out/read-host.ts'
import { AgentRefusal } from '../refusal.ts'
import type { RunningAgent } from '../start-agent.ts'
import type { AgentIdentity } from './agent-identity.ts'
import { parseOrRefuse, readBody } from './read-request.ts'
import { StreamedLines } from './streamed-lines.ts'
import { waitForEvents, WAIT_SECONDS_MAX } from './wait-for-events.ts'

export type Served = { agent: RunningAgent; identity: AgentIdentity; certificateChanged: () => void }
type Call = { request: IncomingMessage; url: URL; signal: AbortSignal }
type Route = (served: Served, call: Call) => Promise<unknown>

const eventsQuery = z.strictObject({
  after: z.coerce.number().int().min(0).default(0),
  journal: z.uuid().nullable().default(null),
  wait: z.coerce.number().min(0).max(WAIT_SECONDS_MAX).default(0),
})

/** Everything that can be asked of an agent; there is nothing else. */
const ROUTES: Record<string, Route> = {
  'GET /v1/events': ({ agent }, { url, signal }) =>
    waitForEvents(agent.core, parseOrRefuse(eventsQuery, Object.fromEntries(url.searchParams)), signal),
  'GET /v1/reading': ({ agent }) => readHost(agent.core),
  'POST /v1/orders': async ({ agent }, { request }) => agent.orders.take(await readBody(request, order)),
  'PUT /v1/standing': async ({ agent }, { request }) => {
    await putStanding(agent.core, await readBody(request, standingPut))
    const reading = await readHost(agent.core)
    return { standing: reading.standing, reading }
  },
  'POST /v1/trace': async ({ agent }, { request, signal }) => new StreamedLines(agent.traces.begin(await readBody(request, traceQuery), signal)),
  'POST /v1/probe': async ({ agent }, { request, signal }) => agent.probes.look(await readBody(request, agentProbe), signal),
  'POST /v1/join': async ({ identity }, { request }) => {
    const { purpose } = await readBody(request, joinRequest)
    return purpose === 'join' ? identity.join() : identity.renew()
  },
  'PUT /v1/certificate': async ({ identity, certificateChanged }, { request }) => {
    const answer = identity.putCertificate((await readBody(request, certificateOrder)).certificatePem)
    certificateChanged()
    return answer
  },
}
const OPEN_BEFORE_JOIN = new Set(['POST /v1/join', 'PUT /v1/certificate'])
const ORDER_BY_ID = /^\/v1\/orders\/([^/]+)$/

/** Answers one call with what is sent back as JSON, line by line where it is a StreamedLines; throws an AgentRefusal for what is not done. */
export async function answerCall(served: Served, call: Call): Promise<unknown> {
  const name = `${call.request.method ?? ''} ${call.url.pathname}`
  if (!served.identity.isJoined() && !OPEN_BEFORE_JOIN.has(name)) throw new AgentRefusal('not-authorised', 'this agent has not joined')
  const route = Object.hasOwn(ROUTES, name) ? ROUTES[name] : undefined
  if (route) return route(served, call)

  const id = call.request.method === 'GET' ? ORDER_BY_ID.exec(call.url.pathname)?.[1] : undefined
  if (id !== undefined) return served.agent.orders.read(parseOrRefuse(actId, id))
  throw new AgentRefusal('not-found', 'there is no such call')
}
