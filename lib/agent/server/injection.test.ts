import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { order } from '../../protocol/orders.ts'
import { standingPut } from '../../protocol/standing-page.ts'
import { makeRig, watchWish, type Rig } from '../test-rig.ts'
import { parseOrRefuse } from './read-request.ts'

/** What would do harm as an argument, a line of a map, a path or a queue id, wherever it stands in a name. */
const ANYWHERE = [
  ';', '$(id)', '`id`', '${x}', '|', '\n', '\r\n', '\r', '\0', '../', '/../..', ' ', '\t', '<', '>', '"', "'", '\\', '\u2028', '\u0085', '\u00a0', '\u001b[31m',
  '; postsuper -d ALL', '$(postsuper -d ALL)', '\n* OK', ' -d ALL',
]
/** What does harm at the beginning, where a program would take it for an option or a whole path. */
const IN_FRONT = ['-', '--', '-d ', '--all=', '-oQ/tmp', '/', '../../']

const HARMFUL = [
  '', '-', '--', '../..', '/etc/passwd',
  ...ANYWHERE.flatMap((text) => [text, `${text}ABC123`, `ABC123${text}`, `ABC${text}123`]),
  ...IN_FRONT.map((text) => `${text}ABC123`),
]

let rig: Rig
const ran: string[] = []
beforeAll(async () => {
  rig = await makeRig()
  for (const verb of ['find', 'quarantine', 'release', 'delete', 'retry', 'readHeaders', 'setRelay', 'relay'] as const) {
    const real = rig.memory.host[verb].bind(rig.memory.host) as (...args: unknown[]) => never
    Object.assign(rig.memory.host, { [verb]: (...args: unknown[]) => (ran.push(verb), real(...args)) })
  }
})
afterAll(() => rig.stop())

const ref = (id: string) => ({ id, sender: '', size: 1, arrivedAt: '2026-11-24T10:00:00Z' })
const base = () => ({ id: randomUUID(), batchId: randomUUID() })
const withId = (bad: string) => [
  { ...base(), verb: 'quarantine-messages', account: 'a@b.example', messages: [ref(bad)] },
  { ...base(), verb: 'release', messages: [ref(bad)] },
  { ...base(), verb: 'delete', messages: [ref(bad)] },
  { id: randomUUID(), verb: 'retry', messages: [ref(bad)] },
  { id: randomUUID(), verb: 'read-headers', messages: [ref(bad)], headers: ['from'] },
]
const withAccount = (bad: string) => [
  { id: randomUUID(), verb: 'find', account: bad },
  { ...base(), verb: 'quarantine', account: bad },
  { ...base(), verb: 'quarantine-messages', account: bad, messages: [ref('ABC123')] },
]

async function ask(body: unknown): Promise<unknown> {
  return rig.agent.orders.take(parseOrRefuse(order, body))
}

test('no harmful string gets as far as the mail server, in any verb', async () => {
  expect(HARMFUL.length).toBeGreaterThan(100)
  for (const bad of [...HARMFUL, 'ALL', 'all.', 'ABC_123', '..']) {
    for (const body of withId(bad)) await expect(ask(body), JSON.stringify(bad)).rejects.toMatchObject({ code: 'bad-request' })
  }
  for (const bad of HARMFUL) {
    for (const body of withAccount(bad)) await expect(ask(body), JSON.stringify(bad)).rejects.toMatchObject({ code: 'bad-request' })
    const standing = [{ kind: 'relay', key: bad, version: 1, data: watchWish() }]
    expect(() => parseOrRefuse(standingPut, standing), JSON.stringify(bad)).toThrow()
  }
  expect(ran).toEqual([])
}, 30_000)

test.each(['shell', 'exec', 'run', '__proto__', 'constructor', ''])('there is no verb %j', async (verb) => {
  await expect(ask({ ...base(), verb, account: 'a@b.example' })).rejects.toMatchObject({ code: 'bad-request' })
})

test('what is not in the schema is refused, not ignored', async () => {
  await expect(ask({ id: randomUUID(), verb: 'find', account: 'a@b.example', command: 'id' })).rejects.toMatchObject({ code: 'bad-request' })
})

test.each(['a@b.example', 'login', 'uid:www-data@mail1', 'ünïcode@b.example', 'a+b@c.example', 'a-b', 'ALL'])('the account %s is still allowed', async (account) => {
  expect(await ask({ id: randomUUID(), verb: 'find', account })).toMatchObject({ state: 'done' })
})

test.each(['4fGh2k0Zq7z1', '0A1B2C3D4E', '1234567', '1kZ5hR-0001Xy-AB', '12'])('the queue id %s is still allowed', async (id) => {
  expect(await ask({ id: randomUUID(), verb: 'retry', messages: [ref(id)] })).toMatchObject({ state: 'done' })
})
