import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { get, type RequestOptions } from 'node:https'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { AgentCallError } from '../../agent-client/agent-call-error.ts'
import { connectAgent, type AgentClient } from '../../agent-client/connect-agent.ts'
import { keyPin, makeCa, makeDeskCertificate, signAgentRequest, type KeyPair } from '../../hosts/certificates.ts'
import { PROTOCOL_HEADER } from '../../protocol/standing-page.ts'
import type { TraceLine, TraceQuery } from '../../protocol/trace.ts'
import { makeMemoryHost, type MemoryHost } from '../host/memory-host.ts'
import { joinAgent } from '../join-agent.ts'
import { openIdentity } from './agent-identity.ts'
import { runAgent } from '../main.ts'
import { LIMITS, limitsOrder } from '../test-rig.ts'

const HOST = 'mail1.provider.example'
const DAY_MS = 86_400_000
const ca = makeCa(new Date())
const desk = makeDeskCertificate(ca, new Date())
const folder = mkdtempSync(path.join(tmpdir(), 'relayward-door-'))
const secret = randomBytes(32).toString('base64url')
const stopping = new AbortController()
const opened: AgentClient[] = []
const logged: string[] = []
let memory: MemoryHost
let url = ''
let ended: Promise<void>
let client: AgentClient

beforeAll(async () => {
  memory = makeMemoryHost({ now: () => new Date() })
  const token = Buffer.from(JSON.stringify({ host: HOST, caPem: ca.certificatePem, secret })).toString('base64url')
  joinAgent({ folder, token, listen: '127.0.0.1:0', mta: 'postfix', options: {} })
  const port = await new Promise<number>((resolve, reject) => {
    ended = runAgent({ folder, createMailHost: () => memory.host, write: (line) => logged.push(line), signal: stopping.signal, onReady: resolve })
    ended.catch(reject)
  })
  url = `https://127.0.0.1:${port}`
  client = open()
  await expect(client.readReading()).rejects.toMatchObject({ code: 'wrong-identity' })
  await client.join({ secret, sign: (csr) => signAgentRequest(ca, csr, HOST, new Date()).certificatePem })
})
afterEach(() => opened.splice(0).forEach((one) => one !== client && one.close()))
afterAll(async () => {
  client.close()
  stopping.abort()
  await ended
  rmSync(folder, { recursive: true })
})

function open(more: { pair?: KeyPair; hostName?: string; trusted?: string } = {}): AgentClient {
  const pair = more.pair ?? desk
  const made = connectAgent({ url, ca: more.trusted ?? ca.certificatePem, certificate: pair.certificatePem, key: pair.keyPem, hostName: more.hostName ?? HOST })
  opened.push(made)
  return made
}

test('the desk reads the host once it has joined', async () => {
  expect(await client.readReading()).toMatchObject({ host: HOST, kind: 'postfix', protocol: 1 })
})

test('the agent looks at another host where the desk says, and tells the desk that it can', async () => {
  expect((await client.readReading()).capabilities.probes).toBe(true)
  const probe = { host: 'alt3.example', addresses: ['127.0.0.1'], ports: [{ port: 1, tls: 'implicit' as const, role: 'submission' as const }], timeoutMs: 5000 }
  const seen = await client.probe(probe)
  expect([seen.ports.length, seen.ports[0]?.isReached, seen.ports[0]?.checks.every(({ state }) => state === 'unknown')]).toEqual([1, false, true])
  await expect(client.probe({ ...probe, addresses: ['alt3.example'] })).rejects.toMatchObject({ code: 'bad-request' })
})

const DAY = { since: new Date(Date.now() - DAY_MS).toISOString(), until: new Date(Date.now() + DAY_MS).toISOString(), messagesMax: 10 }
const tracedBy = async (query: Partial<TraceQuery>) => {
  const lines: TraceLine[] = []
  for await (const line of client.trace({ ...DAY, ...query })) lines.push(line)
  return lines
}

test('the desk asks where a mail is, and is told its way line by line', async () => {
  const id = memory.send({ account: 'asker@cracked.example', sender: 'a@b.example', recipients: ['far@away.example'] }) ?? ''
  memory.attempt(id, 'delivered', '250 ok')
  expect(await tracedBy({ recipient: 'FAR@away.example' })).toMatchObject([
    { kind: 'message', message: { queueIds: [id], account: 'asker@cracked.example', fate: 'delivered', steps: [{ what: 'accepted' }, { what: 'queued' }, { what: 'delivered', reply: '250 ok' }, { what: 'removed' }] } },
    { kind: 'end', isCut: false },
  ])
  // Another account's question gets nothing but the end.
  expect(await tracedBy({ recipient: 'far@away.example', accounts: ['other@cracked.example'] })).toMatchObject([{ kind: 'end' }])
})

test('a question for nothing is refused, and so is a third search at once; when askers have gone others are answered', async () => {
  await expect(tracedBy({})).rejects.toMatchObject({ code: 'bad-request' })
  const real = memory.host.trace
  const ends: string[] = []
  memory.host.trace = async function* (query, { signal }) {
    yield* real(query, { ourActs: () => [], limitMs: 1000, signal: new AbortController().signal })
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
    ends.push('ended')
  }
  memory.send({ account: 'asker@cracked.example', recipients: ['twice@away.example'] })
  const asked = [1, 2].map(() => client.trace({ ...DAY, recipient: 'twice@away.example' })[Symbol.asyncIterator]())
  for (const one of asked) expect(await one.next()).toMatchObject({ value: { kind: 'message' } })
  await expect(tracedBy({ recipient: 'twice@away.example' })).rejects.toMatchObject({ code: 'busy' })
  for (const one of asked) await one.return?.()
  await vi.waitFor(() => expect(ends).toHaveLength(2))
  memory.host.trace = real
  expect(await tracedBy({ recipient: 'twice@away.example' })).toHaveLength(2)
})

test('an event that happens while the desk waits arrives at once', async () => {
  const first = await client.readEvents(0, null, 0)
  const after = first.events.at(-1)?.seq ?? 0
  const held = 20
  const asked = client.readEvents(after, first.journal, held)
  const began = performance.now()
  await client.putStanding([limitsOrder('*', { ...LIMITS, undeliverableMax: 3 })])
  for (let n = 0; n < 3; n += 1) {
    memory.attempt(memory.send({ account: 'burst@cracked.example', recipients: [`r${n}@dead.example`] }) ?? '', 'deferred')
  }
  const page = await asked
  expect(page.events.map((event) => event.body.kind)).toContain('lock-made')
  expect(performance.now() - began).toBeLessThan((held / 2) * 1000)
})

test('asking for what comes after a number says it is stored, and an unknown journal gets everything from the start', async () => {
  const all = await client.readEvents(0, null, 0)
  const last = all.events.at(-1)?.seq ?? 0
  await client.readEvents(last, randomUUID(), 0)
  expect((await client.readEvents(0, null, 0)).events).toHaveLength(all.events.length)
  await client.readEvents(last, all.journal, 0)
  expect((await client.readEvents(0, null, 0)).events.every((event) => event.seq > last)).toBe(true)
})

test('a waiting desk that hangs up ends its call', async () => {
  const page = await client.readEvents(0, null, 0)
  const gone = new AbortController()
  const asked = client.readEvents(page.events.at(-1)?.seq ?? 0, page.journal, 20, gone.signal)
  gone.abort()
  await expect(asked).rejects.toMatchObject({ code: 'aborted' })
})

test('a used join token is refused', async () => {
  const sign = () => {
    throw new Error('must not be asked to sign')
  }
  await expect(client.join({ secret, sign })).rejects.toMatchObject({ code: 'not-authorised' })
})

test('the desk refuses a host that answers under another name', async () => {
  await expect(open({ hostName: 'mail2.provider.example' }).readReading()).rejects.toMatchObject({ code: 'wrong-identity' })
})

test('the desk refuses an agent whose certificate is from another CA', async () => {
  await expect(open({ trusted: makeCa(new Date()).certificatePem }).readReading()).rejects.toMatchObject({ code: 'wrong-identity' })
})

test('a certificate of another CA does not get through the handshake', async () => {
  await expect(open({ pair: makeDeskCertificate(makeCa(new Date()), new Date()) }).readReading()).rejects.toBeInstanceOf(AgentCallError)
  await vi.waitFor(() => expect(logged.some((line) => line.includes('a caller was refused'))).toBe(true))
})

test.each([
  ['that has ended', -2 * DAY_MS],
  ['that is not yet valid', 2 * DAY_MS],
])('a desk certificate %s is refused', async (_what, shift) => {
  const pair = makeDeskCertificate(ca, new Date(Date.now() + shift))
  await expect(open({ pair }).readReading()).rejects.toBeInstanceOf(AgentCallError)
})

test.each([
  ['without a certificate', { cert: undefined, key: undefined }],
  ['over an older TLS', { maxVersion: 'TLSv1.2' as const, minVersion: 'TLSv1.2' as const }],
])('a call %s does not get through the handshake', async (_what, tls) => {
  await expect(askBare({ [PROTOCOL_HEADER]: '1' }, tls)).rejects.toThrow()
})

test('a desk that speaks another version of the protocol is told so, and one that speaks ours is answered', async () => {
  expect(await askBare({})).toBe(426)
  expect(await askBare({ [PROTOCOL_HEADER]: '2' })).toBe(426)
  expect(await askBare({ [PROTOCOL_HEADER]: '1' })).toBe(200)
})

test.each(['/v1/reading/', '/v1/exec', '/v2/reading', '/__proto__', '/v1/orders/..%2f..%2fetc'])('there is no call %s', async (route) => {
  expect(await askBare({ [PROTOCOL_HEADER]: '1' }, {}, route)).toBeGreaterThanOrEqual(400)
})

test('a body of more than a megabyte is refused', async () => {
  const orders = Array.from({ length: 400 }, (_, n) => limitsOrder(`@${'x'.repeat(300)}${n}`, LIMITS))
  await expect(client.putStanding([...orders, ...orders, ...orders, ...orders, ...orders])).rejects.toMatchObject({ code: 'bad-request' })
})

test('the certificate of another agent may not call, though the same CA made it', async () => {
  await expect(open({ pair: otherAgent() }).readReading()).rejects.toBeInstanceOf(AgentCallError)
})

test('renewing works for the known key alone', async () => {
  const sign = (csr: string) => signAgentRequest(ca, csr, HOST, new Date()).certificatePem
  await expect(client.renew({ keyPin: keyPin(desk.certificatePem), sign, now: new Date() })).rejects.toMatchObject({ code: 'wrong-identity' })
  let certificate = ''
  const known = renewedPin()
  const answer = await client.renew({ keyPin: known, sign: (csr) => (certificate = sign(csr)), now: new Date() })
  expect(keyPin(certificate)).toBe(known)
  expect(Date.parse(answer.endsAt)).toBeGreaterThan(Date.now())
  // A new connection sees the new certificate and still works.
  expect((await open().readReading()).host).toBe(HOST)
})

test('a certificate that ended is good for renewing for 30 days, and not after', async () => {
  const known = renewedPin()
  const sign = (csr: string) => signAgentRequest(ca, csr, HOST, new Date()).certificatePem
  const inDays = (days: number) => new Date(Date.now() + days * DAY_MS)
  await expect(client.renew({ keyPin: known, sign, now: inDays(32) })).rejects.toMatchObject({ code: 'wrong-identity' })
  await client.renew({ keyPin: known, sign, now: inDays(30) })
})

test.each([
  ['another CA', () => signOther(makeCa(new Date()), HOST)],
  ['another host', () => signOther(ca, 'mail2.provider.example')],
])('the agent takes no certificate for %s', async (_what, sign) => {
  const known = renewedPin()
  await expect(client.renew({ keyPin: known, sign: sign(), now: new Date() })).rejects.toMatchObject({ code: 'bad-request' })
})

test('an order under a used id with another body is refused, and unknown orders are not found', async () => {
  const id = randomUUID()
  const first = await client.sendOrder({ id, verb: 'find', account: 'a@b.example' })
  expect(await client.sendOrder({ id, verb: 'find', account: 'a@b.example' })).toEqual(first)
  expect(await client.readOrder(id)).toEqual(first)
  await expect(client.sendOrder({ id, verb: 'find', account: 'c@b.example' })).rejects.toMatchObject({ code: 'id-reused', isPermanent: true })
  await expect(client.readOrder(randomUUID())).rejects.toMatchObject({ code: 'not-found' })
})

test('a standing order older than the one in force is refused', async () => {
  await client.putStanding([limitsOrder('@new.example', LIMITS, 3)])
  await expect(client.putStanding([limitsOrder('@new.example', LIMITS, 2)])).rejects.toMatchObject({ code: 'stale-version' })
  await expect(client.putStanding([limitsOrder('@new.example', null, 3)])).rejects.toMatchObject({ code: 'stale-version' })
  const { standing } = await client.putStanding([limitsOrder('@new.example', LIMITS, 3)])
  expect(standing.find((state) => state.key === '@new.example')).toMatchObject({ version: 3, found: 'in-force' })
})

/** A call with hand-made TLS options and headers; answers the HTTP status. */
function askBare(headers: Record<string, string>, tls: RequestOptions = {}, route = '/v1/reading'): Promise<number> {
  const options = { ca: ca.certificatePem, cert: desk.certificatePem, key: desk.keyPem, servername: HOST, agent: false, headers, ...tls }
  return new Promise((resolve, reject) => {
    get(`${url}${route}`, options, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    }).on('error', reject)
  })
}

function renewedPin(): string {
  return keyPin(readFileSync(path.join(folder, 'certificate.pem'), 'utf8'))
}

function signOther(issuer: KeyPair, host: string) {
  return (csr: string) => signAgentRequest(issuer, csr, host, new Date()).certificatePem
}

/** A sound certificate of our CA that belongs to another mail host. */
function otherAgent(): KeyPair {
  const other = mkdtempSync(path.join(tmpdir(), 'relayward-other-'))
  const token = Buffer.from(JSON.stringify({ host: 'mail2.provider.example', caPem: ca.certificatePem, secret })).toString('base64url')
  joinAgent({ folder: other, token, listen: '127.0.0.1:0', mta: 'postfix', options: {} })
  const pair = signKey(other)
  rmSync(other, { recursive: true })
  return pair
}

function signKey(other: string): KeyPair {
  const identity = openIdentity(other, 'mail2.provider.example', () => new Date())
  const { certificatePem } = signAgentRequest(ca, identity.join().csrPem, 'mail2.provider.example', new Date())
  return { certificatePem, keyPem: identity.tls().key }
}

// The last of the file: it ends the agent that all others speak to.
test('a call that is held for an event is answered when the agent ends, and the agent ends at once', async () => {
  const first = await client.readEvents(0, null, 0)
  const held = client.readEvents(first.events.at(-1)?.seq ?? 0, first.journal, 20)
  // The call must be held there before the agent ends.
  await client.readReading()
  const began = performance.now()
  stopping.abort()
  await ended
  expect((await held).events).toEqual([])
  expect(performance.now() - began).toBeLessThan(1500)
})
