import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { createSecureContext, type SecureContext } from 'node:tls'
import { STEP_SECONDS, type DeliveryCell } from '../../protocol/deliveries.ts'
import type { AgentEvent, EventPage } from '../../protocol/events.ts'
import type { HostReading } from '../../protocol/readings.ts'
import type { StandingOrder, StandingState } from '../../protocol/standing-orders.ts'
import { PROTOCOL_VERSION } from '../../protocol/version.ts'

/**
 * One process that answers as the agents of many hosts, over real TLS with a certificate each (by the name that the
 * desk asks for). Every host tells all its cells every `everyMs`, counted on; what it told lies open until it was stored.
 */
export type FakeConfig = { caPem: string; keyPem: string; certificates: Record<string, string>; receivers: string[]; everyMs: number }
/** To the parent: where it listens; each telling as it leaves; the sum of all that was told and stored, once it is asked. */
export type FakeWord =
  | { kind: 'ready'; port: number }
  | { kind: 'sent'; host: string; seq: number; at: number }
  | { kind: 'told'; attempts: number; cells: number; tellings: number; untold: number }

type FakeHost = { journal: string; seq: number; waiting: AgentEvent[]; step: string; counts: Map<string, number>; attempts: number; cells: number; tellings: number; polls: (() => void)[]; standing: StandingState[] }

const WAIT_MS_MAX = 25_000
let isTelling = true
const hosts = new Map<string, FakeHost>()

process.once('message', (config: FakeConfig) => start(config))
process.once('disconnect', () => process.exit(0))

function start(config: FakeConfig): void {
  const contexts = new Map<string, SecureContext>()
  const tls = { key: config.keyPem, ca: config.caPem, minVersion: 'TLSv1.3' as const }
  const contextOf = (name: string) => {
    const known = contexts.get(name) ?? createSecureContext({ ...tls, cert: config.certificates[name] })
    contexts.set(name, known)
    return known
  }
  const [first = ''] = Object.keys(config.certificates)
  const server = createServer({
    ...tls, cert: config.certificates[first], requestCert: true, rejectUnauthorized: true,
    SNICallback: (name, done) => done(null, contextOf(name)),
  })
  server.keepAliveTimeout = 60_000
  server.on('request', (request, response) => void answer(request, response))
  server.listen(0, '127.0.0.1', () => say({ kind: 'ready', port: (server.address() as AddressInfo).port }))

  const names = Object.keys(config.certificates)
  names.forEach((name, n) => {
    hosts.set(name, { journal: randomUUID(), seq: 0, waiting: [], step: '', counts: new Map(), attempts: 0, cells: 0, tellings: 0, polls: [], standing: [] })
    setTimeout(() => {
      tell(name, config.receivers)
      setInterval(() => tell(name, config.receivers), config.everyMs)
    }, (n * config.everyMs) / names.length)
  })
  process.on('message', (word: 'stop' | 'ask') => {
    if (word === 'stop') isTelling = false
    const all = [...hosts.values()]
    const sum = (of: (host: FakeHost) => number) => all.reduce((total, host) => total + of(host), 0)
    if (word === 'ask') say({ kind: 'told', attempts: sum((host) => host.attempts), cells: sum((host) => host.cells), tellings: sum((host) => host.tellings), untold: sum((host) => host.waiting.length) })
  })
}

/** Each receiver took some more; every tenth now and then put one off. */
function tell(name: string, receivers: string[]): void {
  const host = hosts.get(name)
  // Like the real agent, one that is not asked yet only counts on.
  if (!host || !isTelling || host.waiting.length > 3) return
  const at = new Date()
  const step = new Date(Math.floor(at.getTime() / (STEP_SECONDS * 1000)) * STEP_SECONDS * 1000).toISOString()
  if (step !== host.step) Object.assign(host, { step, counts: new Map() })
  const count = (key: string, more: number) => {
    host.counts.set(key, (host.counts.get(key) ?? 0) + more)
    host.attempts += more
    return host.counts.get(key) ?? 0
  }
  const cells: DeliveryCell[] = receivers.map((receiver) => ({ ip: null, receiver, outcome: 'delivered', refusalClass: null, count: count(receiver, 1 + Math.floor(Math.random() * 3)) }))
  for (let n = 9; n < receivers.length; n += 10) {
    if (Math.random() < 0.8) continue
    const receiver = receivers[n] ?? ''
    cells.push({ ip: null, receiver, outcome: 'deferred', refusalClass: 'rate_limit', count: count(`${receiver} later`, 1) })
  }
  host.cells += cells.length
  host.seq += 1
  host.tellings += 1
  host.waiting.push({ seq: host.seq, at: at.toISOString(), body: { kind: 'deliveries', step, cells, samples: [] } })
  for (const poll of host.polls.splice(0)) poll()
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const name = (request.socket as { servername?: string }).servername ?? ''
  const host = hosts.get(name)
  const url = new URL(request.url ?? '/', 'https://agent')
  if (!host) return send(response, 404, { code: 'not-found', message: 'no such host' })
  if (url.pathname === '/v1/events') return sendEvents(name, host, url, response)
  if (url.pathname === '/v1/reading') return send(response, 200, readingOf(name, host))
  if (url.pathname === '/v1/standing') {
    takeStanding(host, JSON.parse(await bodyOf(request)) as StandingOrder[])
    return send(response, 200, { standing: host.standing, reading: readingOf(name, host) })
  }
  return send(response, 404, { code: 'not-found', message: 'there is no such call' })
}

async function sendEvents(name: string, host: FakeHost, url: URL, response: ServerResponse): Promise<void> {
  const after = url.searchParams.get('journal') === host.journal ? Number(url.searchParams.get('after')) : 0
  host.waiting = host.waiting.filter(({ seq }) => seq > after)
  if (host.waiting.length === 0) {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.min(WAIT_MS_MAX, Number(url.searchParams.get('wait')) * 1000))
      host.polls.push(() => (clearTimeout(timer), resolve()))
      response.once('close', resolve)
    })
  }
  const page: EventPage = { protocol: PROTOCOL_VERSION, journal: host.journal, at: new Date().toISOString(), events: host.waiting }
  send(response, 200, page)
  const last = host.waiting.at(-1)
  if (last) say({ kind: 'sent', host: name, seq: last.seq, at: Date.now() })
}

function takeStanding(host: FakeHost, orders: StandingOrder[]): void {
  const at = new Date().toISOString()
  for (const { kind, key, version } of orders) {
    host.standing = [...host.standing.filter((state) => state.kind !== kind || state.key !== key), { kind, key, version, found: 'in-force', agentLockId: null, at }]
  }
}

function readingOf(host: string, { journal, standing }: FakeHost): HostReading {
  const at = new Date().toISOString()
  return {
    at, protocol: PROTOCOL_VERSION, journal, agentVersion: '0.1.0', host, kind: 'postfix', mtaVersion: '3.10.5',
    capabilities: { locks: true, quarantines: true, locksOpenSessions: true, hasDoor: true, watches: 'account', movesOutOfQueue: false, probes: false },
    queue: { total: 120, active: 3, deferred: 117, held: 0, quarantined: 0, oldestAt: at, accounts: [] },
    standing: standing.map((state) => ({ ...state, at })), unreadLines: { count: 0, lines: 0, samples: [] }, logBehindBytes: 0,
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

function send(response: ServerResponse, status: number, body: object): void {
  if (response.destroyed) return
  const text = JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text)
}

function say(word: FakeWord): void {
  process.send?.(word)
}
