import { expect, test } from 'vitest'
import type { AgentProbe, HostProbe } from '../../protocol/probes.ts'
import { agentProbe } from '../../protocol/probes.ts'
import { makeProbeDesk } from './probe-desk.ts'

const PROBE: AgentProbe = { host: 'alt3.example', addresses: ['192.0.2.3'], ports: [{ port: 25, tls: 'starttls', role: 'exchange' }], timeoutMs: 5000 }
const SEEN: HostProbe = { host: 'alt3.example', at: '2026-11-24T12:00:00.000Z', tookMs: 3, trouble: null, ports: [] }
const NEVER = new AbortController().signal

test('four looks run at once and no more, and the next may begin when one has ended', async () => {
  const ends: (() => void)[] = []
  const desk = makeProbeDesk({ now: () => new Date(), resolvers: ['127.0.0.1:53'], look: () => new Promise((resolve) => ends.push(() => resolve(SEEN))) })
  const running = Array.from({ length: 4 }, () => desk.look(PROBE, NEVER))
  await expect(desk.look(PROBE, NEVER)).rejects.toMatchObject({ code: 'busy' })
  ends[0]?.()
  expect(await running[0]).toEqual(SEEN)
  const next = desk.look(PROBE, NEVER)
  for (const end of ends) end()
  expect(await next).toEqual(SEEN)
})

test('sixty looks in a minute and no more', async () => {
  let now = new Date('2026-11-24T12:00:00Z')
  const desk = makeProbeDesk({ now: () => now, look: async () => SEEN })
  for (let n = 0; n < 60; n++) await desk.look(PROBE, NEVER)
  await expect(desk.look(PROBE, NEVER)).rejects.toMatchObject({ code: 'busy' })
  now = new Date(now.getTime() + 60_000)
  expect(await desk.look(PROBE, NEVER)).toEqual(SEEN)
})

test('a look that fails leaves room for others', async () => {
  const desk = makeProbeDesk({ now: () => new Date(), look: async () => Promise.reject(new Error('no socket')) })
  for (let n = 0; n < 6; n++) await expect(desk.look(PROBE, NEVER)).rejects.toThrow('no socket')
})

test.each([
  ['without an address', { ...PROBE, addresses: [] }],
  ['at too many places', { ...PROBE, addresses: Array.from({ length: 9 }, (_, n) => `192.0.2.${n}`), ports: [1, 2, 3].map((port) => ({ port, tls: 'starttls', role: 'exchange' })) }],
  ['by a name', { ...PROBE, addresses: ['alt3.example'] }],
  ['with resolvers of the desk', { ...PROBE, resolvers: ['192.0.2.53:53'] }],
  ['for minutes', { ...PROBE, timeoutMs: 120_000 }],
])('nobody is asked to look %s', (_what, probe) => {
  expect(agentProbe.safeParse(probe).success).toBe(false)
})
