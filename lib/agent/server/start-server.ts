import { setMaxListeners } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { TLSSocket } from 'node:tls'
import { STATUS_OF, type AgentError } from '../../protocol/errors.ts'
import { DESK_NAME } from '../../protocol/joining.ts'
import { PROTOCOL_HEADER } from '../../protocol/standing-page.ts'
import { PROTOCOL_VERSION } from '../../protocol/version.ts'
import { AgentRefusal } from '../refusal.ts'
import type { RunningAgent } from '../start-agent.ts'
import type { AgentIdentity } from './agent-identity.ts'
import { answerCall, type Served } from './routes.ts'
import { sendLines, StreamedLines } from './streamed-lines.ts'

export type AgentServer = { port: number; stop(): Promise<void> }
type Options = { agent: RunningAgent; identity: AgentIdentity; listen: { address: string; port: number } }

const CONNECTIONS_MAX = 200

/**
 * The agent's door: TLS 1.3 only, and only for the desk. A client without a certificate of the token's CA does not get
 * through the handshake; one with a certificate of that CA but another name than the desk's is refused.
 */
export async function startServer({ agent, identity, listen }: Options): Promise<AgentServer> {
  const { log } = agent.core
  const server = createServer({
    ...tlsOptions(identity),
    requestCert: true,
    rejectUnauthorized: true,
    requestTimeout: 60_000,
    headersTimeout: 10_000,
    maxHeaderSize: 16_384,
  })
  server.maxConnections = CONNECTIONS_MAX
  const served: Served = { agent, identity, certificateChanged: () => server.setSecureContext(tlsOptions(identity)) }
  const stopping = new AbortController()
  setMaxListeners(CONNECTIONS_MAX, stopping.signal)
  server.on('request', (request, response) => void answer(served, request, response, stopping.signal))
  server.on('tlsClientError', (error, socket) => log.warn('a caller was refused', { from: socket.remoteAddress, why: error.message }))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(listen.port, listen.address, resolve)
  })
  return { port: (server.address() as AddressInfo).port, stop: () => stop(server, stopping) }
}

function tlsOptions(identity: AgentIdentity) {
  return { ...identity.tls(), minVersion: 'TLSv1.3' as const }
}

async function answer(served: Served, request: IncomingMessage, response: ServerResponse, stopping: AbortSignal): Promise<void> {
  const from = request.socket.remoteAddress
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  stopping.addEventListener('abort', () => {
    // A call that is held for an event is answered now, and nothing more is asked over this connection.
    response.shouldKeepAlive = false
    gone.abort()
  }, { signal: gone.signal })
  try {
    requireDesk(request, served.agent.core.now())
    requireProtocol(request)
    const url = new URL(request.url ?? '/', 'https://agent')
    const said = await answerCall(served, { request, url, signal: gone.signal })
    if (said instanceof StreamedLines) await sendLines(response, said, { [PROTOCOL_HEADER]: String(PROTOCOL_VERSION) })
    else send(response, 200, said)
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal.code === 'internal') served.agent.core.log.error('a call failed', error, { call: request.method })
    else served.agent.core.log.warn('a call was refused', { code: refusal.code, from, why: refusal.message })
    send(response, STATUS_OF[refusal.code], refusal)
  } finally {
    request.resume()
  }
}

/** Checked at every call, not only in the handshake: a connection may outlive the certificate it was opened with. */
function requireDesk(request: IncomingMessage, now: Date): void {
  const { socket } = request
  const peer = socket instanceof TLSSocket && socket.authorized ? socket.getPeerX509Certificate() : undefined
  if (peer?.subject !== `CN=${DESK_NAME}`) throw new AgentRefusal('not-authorised', 'only the desk may call')
  if (peer.validToDate <= now) throw new AgentRefusal('not-authorised', 'the certificate of the desk has ended')
}

function requireProtocol(request: IncomingMessage): void {
  const theirs = request.headers[PROTOCOL_HEADER]
  if (theirs === String(PROTOCOL_VERSION)) return
  throw new AgentRefusal('protocol-mismatch', `this agent speaks version ${PROTOCOL_VERSION}`)
}

function refusalOf(error: unknown): AgentError {
  if (error instanceof AgentRefusal) return { code: error.code, message: error.message.slice(0, 500) }
  return { code: 'internal', message: 'the agent failed; its log says why' }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  if (response.destroyed || response.headersSent) return
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    [PROTOCOL_HEADER]: String(PROTOCOL_VERSION),
  })
  response.end(text)
}

/** Takes no new calls, ends those that only wait, lets the others finish for two seconds, then closes. */
async function stop(server: Server, stopping: AbortController): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  stopping.abort()
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), 2000)
  await closed
  clearTimeout(timer)
}
