import { expect, test } from 'vitest'
import { CHECK_IDS, hostProbe, type Check, type CheckState, type TlsMode } from '../protocol/probes.ts'
import { applies } from './probe.ts'
import { probeHost } from './probe-host.ts'
import { ZOO, ZOO_AT_465, type ZooCase } from './zoo-animals-for-tests.ts'
import { DOMAIN, ROOT, startZooDns, startZooServer } from './zoo-for-tests.ts'

/** A port of the system's choosing is looked at as 25 is, but for how TLS begins. */
const LIMIT_MS = 8_000

async function look(animal: ZooCase, tls: TlsMode, listenOn = '127.0.0.1') {
  const [server, dns] = await Promise.all([startZooServer(animal, listenOn), startZooDns(animal.names ?? {})])
  try {
    const timeoutMs = animal.timeoutMs ?? LIMIT_MS
    const begun = performance.now()
    const found = await probeHost(
      { host: listenOn, addresses: [listenOn], ports: [{ port: server.port, tls }], resolvers: [`127.0.0.1:${dns.port}`], timeoutMs, ...(animal.withoutDomain ? {} : { domain: DOMAIN }) },
      { roots: [ROOT] },
    )
    const tookMs = performance.now() - begun
    await server.untilClosed()
    return { found, checks: found.ports[0]?.checks ?? [], server, tookMs, timeoutMs }
  } finally {
    await Promise.all([server.stop(), dns.stop()])
  }
}

function expectedOf({ not = {} }: ZooCase, tls: TlsMode): Record<string, CheckState> {
  const ids = CHECK_IDS.filter((id) => applies(id, { port: 2_525, tls }))
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
  // No mail is ever completed, nor begun; and the limit holds, with room for a busy machine.
  expect(server.heard.filter((line) => /^(DATA|BDAT|\.)/i.test(line))).toEqual([])
  expect(tookMs).toBeLessThan(timeoutMs + 4_000)
})

test('there are at least 40 behaviours, each of its own name', () => {
  const names = [...ZOO, ...ZOO_AT_465].map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(names.length).toBeGreaterThanOrEqual(40)
})
