import { Agent } from 'node:https'
import { checkServerIdentity } from 'node:tls'
import { eventPage, type EventPage } from '../protocol/events.ts'
import type { CertificateAnswer } from '../protocol/joining.ts'
import { orderAnswer, type Order, type OrderAnswer } from '../protocol/orders.ts'
import type { AgentProbe, HostProbe } from '../protocol/probes.ts'
import { hostReading, type HostReading } from '../protocol/readings.ts'
import { standingAnswer, type StandingAnswer } from '../protocol/standing-page.ts'
import type { StandingOrder } from '../protocol/standing-orders.ts'
import type { TraceLine, TraceQuery } from '../protocol/trace.ts'
import { callAgent } from './call-agent.ts'
import { joinHost, renewHost, type Desk, type Sign } from './join-host.ts'
import { probeThroughAgent } from './probe-host.ts'
import { traceMail } from './trace-mail.ts'

/** An agent takes at most 2 s for an order before it says `running`; the rest is for the way. */
const TIMEOUT_MS = 15_000
/** What an agent may take longer for than the wait that was asked. */
const POLL_GRACE_MS = 10_000

export type AgentClient = {
  /** Events after `after` of `journal` (null: not known yet), held up to `waitSeconds` (25 at most) when there are none. */
  readEvents(after: number, journal: string | null, waitSeconds: number, signal?: AbortSignal): Promise<EventPage>
  sendOrder(order: Order): Promise<OrderAnswer>
  readOrder(id: string): Promise<OrderAnswer>
  putStanding(orders: StandingOrder[]): Promise<StandingAnswer>
  readReading(): Promise<HostReading>
  join(token: { secret: string; sign: Sign }): Promise<CertificateAnswer>
  renew(known: { keyPin: string; sign: Sign; now: Date }): Promise<CertificateAnswer>
  /** Searches the host's logs; see `traceMail`. */
  trace(query: TraceQuery, options?: { signal?: AbortSignal }): AsyncIterable<TraceLine>
  /** Has another host looked at from where this agent is. */
  probe(probe: AgentProbe, options?: { signal?: AbortSignal }): Promise<HostProbe>
  /** Closes the connections that are kept open. */
  close(): void
}

/**
 * Calls one agent, as the desk. Who answers must hold a valid certificate of our CA for `hostName`, whatever address
 * stands in `url`. Every call has a time limit and throws AgentCallError.
 */
export function connectAgent(desk: Desk): AgentClient {
  const url = new URL(desk.url)
  const connections = new Agent({
    keepAlive: true,
    maxSockets: 16,
    // Resumed TLS sessions would carry no certificate, and the agent looks at it in every call.
    maxCachedSessions: 0,
    ca: desk.ca,
    cert: desk.certificate,
    key: desk.key,
    minVersion: 'TLSv1.3',
    servername: desk.hostName,
    checkServerIdentity: (_address, certificate) => checkServerIdentity(desk.hostName, certificate),
  })
  const tls = { agent: connections }

  return {
    readEvents(after, journal, waitSeconds, signal) {
      const query = new URLSearchParams({ after: String(after), wait: String(waitSeconds), ...(journal === null ? {} : { journal }) })
      const timeoutMs = waitSeconds * 1000 + POLL_GRACE_MS
      return callAgent(url, tls, { method: 'GET', path: `/v1/events?${query}`, answer: eventPage, timeoutMs, signal })
    },
    sendOrder: (order) => callAgent(url, tls, { method: 'POST', path: '/v1/orders', body: order, answer: orderAnswer, timeoutMs: TIMEOUT_MS }),
    readOrder: (id) => callAgent(url, tls, { method: 'GET', path: `/v1/orders/${encodeURIComponent(id)}`, answer: orderAnswer, timeoutMs: TIMEOUT_MS }),
    putStanding: (orders) => callAgent(url, tls, { method: 'PUT', path: '/v1/standing', body: orders, answer: standingAnswer, timeoutMs: TIMEOUT_MS }),
    readReading: () => callAgent(url, tls, { method: 'GET', path: '/v1/reading', answer: hostReading, timeoutMs: TIMEOUT_MS }),
    join: (token) => joinHost(desk, token),
    renew: (known) => renewHost(desk, known),
    trace: (query, options) => traceMail(url, tls, query, options),
    probe: (probe, options) => probeThroughAgent(url, tls, probe, options),
    close: () => connections.destroy(),
  }
}
