import { createHash, createHmac, timingSafeEqual, X509Certificate } from 'node:crypto'
import { connect, type TLSSocket } from 'node:tls'
import type * as z from 'zod'
import { readRequest } from '../agent/certificates/certificate-request.ts'
import { certificateAnswer, joinAnswer, type CertificateAnswer } from '../protocol/joining.ts'
import { AgentCallError } from './agent-call-error.ts'
import { callAgent, type AgentCall } from './call-agent.ts'

/** An expired certificate of a known key is good for one thing, renewing, and that for so long. */
export const RENEWABLE_AFTER_END_MS = 30 * 86_400_000
const TIMEOUT_MS = 15_000

export type Desk = { url: string; ca: string; certificate: string; key: string; hostName: string }
/** Signs a request and answers the certificate as PEM. */
export type Sign = (csrPem: string) => Promise<string> | string
type PeerCheck = (peer: X509Certificate) => string | null

/**
 * Lets a host join: its request is taken only with the proof that it holds the token's secret, and the certificate goes
 * back only to the very key that asked. The secret itself never travels. Throws AgentCallError.
 */
export async function joinHost(desk: Desk, { secret, sign }: { secret: string; sign: Sign }): Promise<CertificateAnswer> {
  let seenPin = ''
  const answer = await callOnce(desk, (peer) => ((seenPin = pinOf(peer)), null), joinCall('join'))
  const csrPin = requestPin(answer.csrPem)
  if (!isProven(answer.csrPem, answer.proof, secret)) throw new AgentCallError('wrong-identity', 'the host does not know the secret of the token')
  if (csrPin !== seenPin) throw new AgentCallError('wrong-identity', 'the request is for another key than the one that answers')
  return putCertificate(desk, csrPin, await sign(answer.csrPem))
}

/** Renews the certificate of a host that we know by its key; one that ended up to 30 days ago will do. */
export async function renewHost(desk: Desk, { keyPin, sign, now }: { keyPin: string; sign: Sign; now: Date }): Promise<CertificateAnswer> {
  const check: PeerCheck = (peer) => renewalFault(peer, desk, keyPin, now)
  const answer = await callOnce(desk, check, joinCall('renew'))
  if (requestPin(answer.csrPem) !== keyPin) throw new AgentCallError('wrong-identity', 'the request is for another key than the known one')
  return putCertificate(desk, keyPin, await sign(answer.csrPem))
}

function renewalFault(peer: X509Certificate, desk: Desk, keyPin: string, now: Date): string | null {
  const issuer = new X509Certificate(desk.ca)
  if (pinOf(peer) !== keyPin) return 'another key answers'
  if (!peer.checkIssued(issuer) || !peer.verify(issuer.publicKey)) return 'its certificate is not from our CA'
  if (peer.checkHost(desk.hostName) === undefined) return 'its certificate is for another host'
  if (now.getTime() - peer.validToDate.getTime() > RENEWABLE_AFTER_END_MS) return 'its certificate ended more than 30 days ago'
  return null
}

function joinCall(purpose: 'join' | 'renew') {
  return { method: 'POST' as const, path: '/v1/join', body: { purpose }, answer: joinAnswer, timeoutMs: TIMEOUT_MS }
}

function putCertificate(desk: Desk, pin: string, certificatePem: string): Promise<CertificateAnswer> {
  const check: PeerCheck = (peer) => (pinOf(peer) === pin ? null : 'another key answers')
  const call = { method: 'PUT' as const, path: '/v1/certificate', body: { certificatePem }, answer: certificateAnswer, timeoutMs: TIMEOUT_MS }
  return callOnce(desk, check, call)
}

/** One call over a connection of its own, whose server is judged by `check` before a byte of the call is sent. */
async function callOnce<T extends z.ZodType>(desk: Desk, check: PeerCheck, call: AgentCall<T>): Promise<z.output<T>> {
  const url = new URL(desk.url)
  const socket = await connectChecked(url, desk, check)
  try {
    return await callAgent(url, { createConnection: () => socket }, call)
  } finally {
    socket.destroy()
  }
}

function connectChecked(url: URL, desk: Desk, check: PeerCheck): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: Number(url.port || 443),
      servername: desk.hostName,
      minVersion: 'TLSv1.3',
      cert: desk.certificate,
      key: desk.key,
      // The usual check cannot hold here (not yet signed, or just ended); `check` takes its place, by key.
      rejectUnauthorized: false,
    })
    const fail = (error: AgentCallError) => {
      socket.destroy()
      reject(error)
    }
    socket.setTimeout(TIMEOUT_MS, () => fail(new AgentCallError('timeout', 'the agent did not answer in time')))
    socket.once('error', (error) => fail(new AgentCallError('unreachable', 'the agent cannot be reached', { cause: error })))
    socket.once('secureConnect', () => {
      const peer = socket.getPeerX509Certificate()
      const fault = peer ? check(peer) : 'it has no certificate'
      if (fault !== null) return fail(new AgentCallError('wrong-identity', fault))
      resolve(socket)
    })
  })
}

function isProven(csrPem: string, proof: string | null, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(csrPem).digest()
  const given = Buffer.from(proof ?? '', 'base64url')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function requestPin(csrPem: string): string {
  try {
    return createHash('sha256').update(readRequest(csrPem)).digest('base64url')
  } catch (error) {
    throw new AgentCallError('bad-answer', 'the request of the host is not sound', { cause: error })
  }
}

function pinOf(certificate: X509Certificate): string {
  return createHash('sha256').update(certificate.publicKey.export({ type: 'spki', format: 'der' })).digest('base64url')
}
