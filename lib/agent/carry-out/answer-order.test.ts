import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { MessageRef } from '../../protocol/messages.ts'
import type { Order } from '../../protocol/orders.ts'
import { noteOrder } from '../journal/journal-orders.ts'
import { makeRig, relayOrder, type Rig } from '../test-rig.ts'

const ACCOUNT = 'info@customer.example'
let rig: Rig
beforeEach(async () => {
  rig = await makeRig()
})
afterEach(() => rig.stop())

const send = (account = ACCOUNT) => rig.memory.send({ account, recipients: ['a@there.example'], body: 'Subject: secret\nFrom: x\n\nhello' }) ?? ''
const stored = (id: string) => rig.memory.state.messages.find((message) => message.id === id)
const take = (order: Order) => rig.agent.orders.take(order)

function ref(id: string, more: Partial<MessageRef> = {}): MessageRef {
  const message = stored(id)
  return { id, sender: message?.sender ?? '', size: message?.size ?? 0, arrivedAt: message?.arrivedAt ?? new Date().toISOString(), ...more }
}
function quarantineOf(ids: string[], batchId: string = randomUUID()): Order {
  return { id: randomUUID(), verb: 'quarantine-messages', batchId, account: ACCOUNT, messages: ids.map((id) => ref(id)) }
}

test('quarantined mail is released byte-identical, and a deleted one is gone without a bounce', async () => {
  const [keep, drop] = [send(), send()]
  const batchId = randomUUID()
  expect((await take(quarantineOf([keep, drop], batchId))).result?.moved).toEqual([keep, drop])
  expect((await take({ id: randomUUID(), verb: 'release', batchId, messages: [ref(keep)] })).result?.moved).toEqual([keep])
  expect((await take({ id: randomUUID(), verb: 'delete', batchId, messages: [ref(drop)] })).result?.moved).toEqual([drop])
  expect(stored(keep)).toMatchObject({ place: 'active', body: 'Subject: secret\nFrom: x\n\nhello' })
  expect(stored(drop)?.isGone).toBe('deleted')
  expect(rig.eventsOf('fate').map((event) => event.fate)).toEqual(['queued-again', 'deleted'])
})

test('an act done before under another id counts as already done', async () => {
  const id = send()
  const batchId = randomUUID()
  await take(quarantineOf([id], batchId))
  expect((await take(quarantineOf([id], batchId))).result).toEqual({ moved: [], already: [id], failed: [] })
  await take({ id: randomUUID(), verb: 'delete', batchId, messages: [ref(id)] })
  expect((await take({ id: randomUUID(), verb: 'delete', batchId, messages: [ref(id)] })).result).toEqual({ moved: [], already: [id], failed: [] })
})

test.each([
  ['size', { size: 1 }],
  ['sender', { sender: 'other@elsewhere.example' }],
  ['arrival', { arrivedAt: '2020-01-01T00:00:00.000Z' }],
])('a message whose %s is another than named is not touched, since queue ids are used again', async (_what, more) => {
  const id = send()
  const order: Order = { id: randomUUID(), verb: 'quarantine-messages', batchId: randomUUID(), account: ACCOUNT, messages: [ref(id, more)] }
  expect((await take(order)).result).toEqual({ moved: [], already: [], failed: [{ id, reason: 'changed' }] })
  expect(stored(id)?.place).toBe('active')
})

test('mail of another account is not taken under this account, and missing mail is named as missing', async () => {
  const foreign = send('other@customer.example')
  const answer = await take({ ...quarantineOf([foreign]), id: randomUUID() })
  expect(answer.result?.failed).toEqual([{ id: foreign, reason: 'not-ours' }])
  const missing: Order = { id: randomUUID(), verb: 'release', batchId: randomUUID(), messages: [ref('ABCDEF')] }
  expect((await take(missing)).result?.failed).toEqual([{ id: 'ABCDEF', reason: 'not-found' }])
})

test('only the headers asked for leave the host', async () => {
  const id = send()
  const answer = await take({ id: randomUUID(), verb: 'read-headers', messages: [ref(id)], headers: ['from'] })
  expect(answer.headers).toEqual([{ id, headers: { from: 'x' } }])
  expect(JSON.stringify(answer)).not.toContain('secret')
})

test('100 ids, each sent 20 times at once: one effect each, and 20 times the same answer', async () => {
  const orders = Array.from({ length: 100 }, () => quarantineOf([send()]))
  const answers = await Promise.all(orders.map((order) => Promise.all(Array.from({ length: 20 }, () => take(order)))))
  for (const same of answers) expect(new Set(same.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(rig.eventsOf('quarantined').flatMap((event) => event.messages)).toHaveLength(100)
  // The same ids with other bodies are refused, all of them.
  const conflicts = await Promise.allSettled(orders.map((order) => take({ id: order.id, verb: 'find', account: ACCOUNT })))
  expect(conflicts.every((one) => one.status === 'rejected' && one.reason.code === 'id-reused')).toBe(true)
  // After a restart the answers are still the same.
  await rig.restart()
  for (const [n, order] of orders.entries()) expect(await take(order)).toEqual(answers[n]?.[0])
}, 60_000)

test('an order that a crash left without an answer is carried out at the next start', async () => {
  const id = send()
  const order = quarantineOf([id])
  noteOrder(rig.agent.core.journal, order, new Date())
  await rig.restart()
  await vi.waitFor(() => expect(rig.agent.orders.read(order.id)).toMatchObject({ state: 'done', result: { moved: [id] } }))
})

test('an order that takes longer than two seconds is answered as running, and its answer can be read later', async () => {
  const id = send()
  let go = () => {}
  const gate = new Promise<void>((resolve) => (go = resolve))
  const find = rig.memory.host.find.bind(rig.memory.host)
  rig.memory.host.find = async (query) => (await gate, find(query))
  const order = quarantineOf([id])
  expect(await take(order)).toMatchObject({ state: 'running' })
  expect(rig.agent.orders.read(order.id)).toMatchObject({ state: 'running' })
  go()
  await vi.waitFor(() => expect(rig.agent.orders.read(order.id)).toMatchObject({ state: 'done', result: { moved: [id] } }))
})

test('an order to a host that fails is answered as failed, with its reason', async () => {
  rig.memory.host.find = async () => {
    throw new Error('postqueue is missing')
  }
  expect(await take({ id: randomUUID(), verb: 'find', account: ACCOUNT })).toMatchObject({ state: 'failed', error: 'postqueue is missing' })
})

test('all mail of an account that is locked by the desk goes to one batch, also what arrives late', async () => {
  const early = send()
  await rig.put(relayOrder(ACCOUNT, 1, { state: 'locked', lockId: randomUUID() }))
  const batchId = randomUUID()
  expect((await take({ id: randomUUID(), verb: 'quarantine', batchId, account: ACCOUNT })).result?.moved).toEqual([early])
  const late = rig.memory.send({ account: ACCOUNT, recipients: ['b@there.example'], isPastRcpt: true }) ?? ''
  await vi.waitFor(() => expect(stored(late)?.place).toBe('quarantine'))
  expect(rig.eventsOf('quarantined').every((event) => event.batchId === batchId)).toBe(true)
})
