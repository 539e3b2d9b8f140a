import { networkInterfaces } from 'node:os'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CHECK_IDS, hostProbe, type Check, type CheckState, type TlsMode } from '../protocol/probes.ts'
import { FINDINGS, type FindingId } from './findings.ts'
import { parametersInGerman } from './parameters-in-german.ts'
import { applies } from './probe.ts'
import { probeHost } from './probe-host.ts'
import { ZOO, ZOO_AT_465, type ZooCase } from './zoo-animals-for-tests.ts'
import { DOMAIN, HOST, ROOT, startZooDns, startZooServer, type Session } from './zoo-for-tests.ts'

/** A port of the system's choosing is looked at as 25 is, but for how TLS begins. */
const LIMIT_MS = 8_000
const OF_OPENSSL = /^(tlsv1|sslv3|wrong version|unsupported protocol|packet length|record layer|unable to|bad record)/

async function look(animal: ZooCase, tls: TlsMode, listenOn = '127.0.0.1') {
  const [server, dns] = await Promise.all([startZooServer(animal, listenOn), startZooDns(animal.names ?? {})])
  try {
    const timeoutMs = animal.timeoutMs ?? LIMIT_MS
    const begun = performance.now()
    const found = await probeHost(
      { host: listenOn, addresses: [listenOn], ports: [{ port: server.port, tls, ...(animal.role ? { role: animal.role } : {}) }], resolvers: [`127.0.0.1:${dns.port}`], timeoutMs, ...(animal.withoutDomain ? {} : { domain: DOMAIN }) },
      { roots: [ROOT] },
    )
    const tookMs = performance.now() - begun
    await server.untilClosed()
    return { found, checks: found.ports[0]?.checks ?? [], server, tookMs, timeoutMs }
  } finally {
    await Promise.all([server.stop(), dns.stop()])
  }
}

function expectedOf({ not = {}, role = 'exchange' }: ZooCase, tls: TlsMode): Record<string, CheckState> {
  const ids = CHECK_IDS.filter((id) => applies(id, { port: 2_525, tls, role }))
  return Object.fromEntries(ids.map((id) => [id, not[id] ?? not.rest ?? 'pass']))
}

const statesOf = (checks: Check[]) => Object.fromEntries(checks.map(({ id, state }) => [id, state]))

const CASES = [
  ...ZOO.map((animal) => [animal.name, 'starttls', animal] as const),
  ...ZOO_AT_465.map((animal) => [animal.name, 'implicit', animal] as const),
]

test.concurrent.each(CASES)('%s', async (_name, tls, animal) => {
  const { found, checks, server, tookMs, timeoutMs } = await look(animal, tls)
  expect(statesOf(checks), JSON.stringify(checks, null, 1)).toEqual(expectedOf(animal, tls))
  for (const [id, words] of Object.entries(animal.says ?? {})) {
    const check = checks.find((each) => each.id === id)
    expect(`${check?.evidence}\n${check?.cure}`).toContain(words)
  }
  // What goes over the wire to a desk is what its schema knows, and whatever failed has a cure.
  expect(hostProbe.parse(found)).toEqual(found)
  expect(checks.filter(({ state, cure }) => (state === 'fail') !== (cure !== null))).toEqual([])
  // Every word that is put in was given.
  expect(checks.filter(({ evidence, cure }) => /\{[a-z]+\}/i.test(`${evidence.split('\n')[0]} ${cure}`))).toEqual([])
  // German pages say all of it in German; what OpenSSL says stays as it is.
  const reasons = checks.filter(({ findingId }) => FINDINGS[findingId as FindingId].includes('{reason}')).flatMap(({ parameters: { reason } }) => reason ?? [])
  expect(reasons.filter((reason) => parametersInGerman({ reason }).reason === reason && !OF_OPENSSL.test(reason))).toEqual([])
  // No mail is ever completed, nor begun; and the limit holds, with room for a busy machine.
  expect(server.heard.filter((line) => /^(DATA|BDAT .*|\.)$/i.test(line))).toEqual([])
  expect(tookMs).toBeLessThan(timeoutMs + 4_000)
})

const hasIp6 = Object.values(networkInterfaces()).flat().some((each) => each?.address === '::1')

test.skipIf(!hasIp6)('over IPv6 all is the same (needs ::1)', async () => {
  const { checks } = await look({ name: 'six', names: { ptr: ['mx.zoo.test'] } }, 'starttls', '::1')
  expect(statesOf(checks)).toEqual(expectedOf({ name: 'six' }, 'starttls'))
  expect(checks.find(({ id }) => id === 'reverse-dns')?.evidence).toContain('PTR of ::1: mx.zoo.test')
})

test('a port where nobody listens is unknown in every check, with the reason', async () => {
  const { port, stop } = await startZooServer({})
  await stop()
  const { ports: [found] } = await probeHost({ host: '127.0.0.1', ports: [{ port }], timeoutMs: LIMIT_MS })
  expect(found).toMatchObject({ isReached: false, from: null })
  expect(new Set(found?.checks.map(({ state, evidence }) => `${state}, ${evidence}`))).toEqual(new Set(['unknown, not reached: the connection was refused']))
})

test('a name without any address is told, and several ports and addresses are looked at together', async () => {
  const dns = await startZooDns({ a: { [HOST]: '127.0.0.1' } })
  const server = await startZooServer({})
  try {
    const resolvers = [`127.0.0.1:${dns.port}`]
    expect(await probeHost({ host: 'none.zoo.test', resolvers, timeoutMs: 2_000 })).toMatchObject({ trouble: 'no address of none.zoo.test was found', ports: [] })
    const found = await probeHost({ host: HOST, resolvers, ports: [{ port: server.port }, { port: server.port, tls: 'implicit', role: 'submission' }], timeoutMs: LIMIT_MS }, { roots: [ROOT] })
    expect(found.ports.map(({ address, tls, checks }) => [address, tls, checks.length])).toEqual([['127.0.0.1', 'starttls', 13], ['127.0.0.1', 'implicit', 6], ['::1', 'starttls', 13], ['::1', 'implicit', 6]])
  } finally {
    await Promise.all([server.stop(), dns.stop()])
  }
})

test('who stops the probe gets an answer at once, and no connection stays', async () => {
  const server = await startZooServer({ greet: () => {} })
  const stopping = new AbortController()
  const looking = probeHost({ host: '127.0.0.1', ports: [{ port: server.port }], timeoutMs: 60_000 }, { signal: stopping.signal })
  stopping.abort()
  expect(statesOf((await looking).ports[0]?.checks ?? [])).toMatchObject({ greeting: 'unknown', 'refuses-relaying': 'unknown' })
  await server.untilClosed()
  await server.stop()
})

const reply = fc.oneof(
  fc.constantFrom('220 mx\r\n', '250-mx\r\n250 STARTTLS\r\n', '250 ok\r\n', '250-', '\0\xff\r\n', '421 no\r\n', '550 5.1.1 no\r\n', '354 go\r\n', '999\r\n', '220 go\r\n\x16\x03\x01'),
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
)

test('whatever a server says, every check has a state, and nothing is thrown', async () => {
  await fc.assert(fc.asyncProperty(fc.array(reply, { maxLength: 8 }), fc.constantFrom('starttls', 'implicit'), async (replies, tls: TlsMode) => {
    const left = [...replies]
    const next = (session: Session) => {
      const said = left.shift()
      if (said === undefined) session.hangUp()
      else session.send(Buffer.from(said, 'latin1'))
      // Else both would wait for the other one.
      session.later(20, () => session.hangUp())
      return true
    }
    const server = await startZooServer({ greet: next, hear: (_line, session) => next(session) })
    const found = await probeHost({ host: '127.0.0.1', ports: [{ port: server.port, tls }], domain: DOMAIN, timeoutMs: 1_000 })
    await server.untilClosed()
    await server.stop()
    expect(hostProbe.parse(found).ports[0]?.checks.map(({ id }) => id)).toEqual(CHECK_IDS.filter((id) => applies(id, { port: 2_525, tls })))
    expect(server.heard.filter((line) => /^(DATA|BDAT .*)$/i.test(line))).toEqual([])
  }), { numRuns: process.env.RELAYWARD_LONG ? 1_000 : 60 })
}, 120_000)

test('there are at least 40 behaviours, each of its own name', () => {
  const names = [...ZOO, ...ZOO_AT_465].map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(names.length).toBeGreaterThanOrEqual(40)
})
