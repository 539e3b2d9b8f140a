import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeRig, relayOrder, type Rig } from '../test-rig.ts'
import { readHost } from './read-host.ts'

const SPAMMER = 'info@cracked.example'
let rig: Rig
beforeEach(async () => {
  rig = await makeRig()
})
afterEach(() => rig.stop())

/** Sends mails that stay undeliverable, as a burst to a dead destination does. */
function burst(mails: number, account = SPAMMER): string[] {
  const ids: string[] = []
  for (let n = 0; n < mails; n += 1) {
    const id = rig.memory.send({ account, recipients: [`r${n}@dead.example`], sender: `forged${n}@victim.example` })
    if (id === null) continue
    ids.push(id)
    rig.memory.attempt(id, 'deferred', '451 4.4.1 no answer')
  }
  return ids
}
const here = (account: string) => rig.memory.state.messages.filter((message) => message.account === account && !message.isGone)

test('an account that floods the queue is locked by its host alone, and all its mail is taken out of delivery', async () => {
  const ids = burst(25)
  const [lock] = await vi.waitFor(() => {
    const locks = rig.eventsOf('lock-made')
    expect(locks).toHaveLength(1)
    return locks
  })
  await vi.waitFor(() => expect(here(SPAMMER).map((message) => message.place)).toEqual(ids.map(() => 'quarantine')))

  expect(await rig.memory.host.relay(SPAMMER)).toBe('locked')
  // The evidence names the limit, its figure and the message that crossed it.
  expect(lock?.crossing).toEqual({ limit: 'undeliverable', value: 20, threshold: 20, windowSeconds: 600 })
  expect(lock?.crossingQueueId).toBe(ids[19])
  expect(lock?.excerpts.length).toBeGreaterThan(2)
  // The crossing's lock is in force within a second of its log line.
  expect(Date.parse(lock?.inForceAt ?? '') - Date.parse(lock?.crossedAt ?? '')).toBeLessThan(1000)
  await vi.waitFor(() => expect(rig.eventsOf('quarantined').at(-1)?.complete).toBe(true))
  expect(rig.eventsOf('quarantined').flatMap((event) => event.messages.map((message) => message.id)).sort()).toEqual(ids.sort())
})

test('a burst of 3,000 mails is told in events of at most 200 messages, each message once', async () => {
  const ids = burst(3000)
  await vi.waitFor(() => expect(rig.eventsOf('quarantined').at(-1)?.complete).toBe(true), { timeout: 20_000 })
  const told = rig.eventsOf('quarantined')
  expect(Math.max(...told.map((event) => event.messages.length))).toBeLessThanOrEqual(200)
  expect(told.flatMap((event) => event.messages.map((message) => message.id)).sort()).toEqual(ids.sort())
  expect(rig.eventsOf('lock-made')).toHaveLength(1)
}, 30_000)

test('a lock does not wait for a slow look at the queue', async () => {
  let go = () => {}
  const gate = new Promise<void>((resolve) => (go = resolve))
  const find = rig.memory.host.find.bind(rig.memory.host)
  rig.memory.host.find = async (query) => (await gate, find(query))
  burst(25)
  const [lock] = await vi.waitFor(() => {
    expect(rig.eventsOf('lock-made')).toHaveLength(1)
    return rig.eventsOf('lock-made')
  })
  expect(Date.parse(lock?.inForceAt ?? '') - Date.parse(lock?.crossedAt ?? '')).toBeLessThan(1000)
  expect(rig.memory.send({ account: SPAMMER, recipients: ['x@dead.example'] })).toBeNull()
  go()
})

test('other accounts keep sending while one is locked', async () => {
  burst(25)
  await vi.waitFor(() => expect(rig.eventsOf('lock-made')).toHaveLength(1))
  expect(rig.memory.send({ account: 'shop@good.example', recipients: ['a@there.example'] })).not.toBeNull()
  expect(await rig.memory.host.relay('shop@good.example')).toBe('open')
})

test('mail that was past RCPT when the lock came is quarantined too', async () => {
  burst(25)
  await vi.waitFor(() => expect(rig.eventsOf('quarantined').at(-1)?.complete).toBe(true))
  const late = rig.memory.send({ account: SPAMMER, recipients: ['x@dead.example'], isPastRcpt: true })
  await vi.waitFor(() => expect(here(SPAMMER).find((message) => message.id === late)?.place).toBe('quarantine'))
})

test('a locked account still reaches abuse@, and that mail is left in delivery', async () => {
  burst(25)
  await vi.waitFor(() => expect(rig.eventsOf('quarantined').at(-1)?.complete).toBe(true))
  const asking = rig.memory.send({ account: SPAMMER, recipients: ['Abuse@provider.example'] })
  const late = rig.memory.send({ account: SPAMMER, recipients: ['y@dead.example'], isPastRcpt: true })
  await vi.waitFor(() => expect(here(SPAMMER).find((message) => message.id === late)?.place).toBe('quarantine'))
  expect(here(SPAMMER).find((message) => message.id === asking)?.place).toBe('active')
})

test('bounces that the host makes for the account go to quarantine with it, also when they come later', async () => {
  const ids = burst(25)
  const early = rig.memory.bounce(ids[0] ?? '')
  await vi.waitFor(() => expect(rig.eventsOf('quarantined').at(-1)?.complete).toBe(true))
  const late = rig.memory.bounce(ids[1] ?? '')
  await vi.waitFor(() => {
    const bounces = rig.memory.state.messages.filter((message) => message.id === early || message.id === late)
    expect(bounces.map((message) => message.place)).toEqual(['quarantine', 'quarantine'])
  })
  const told = rig.eventsOf('quarantined').flatMap((event) => event.messages)
  expect(told.find((message) => message.id === late)).toMatchObject({ account: SPAMMER, parentId: ids[1] })
})

test('mail that somebody else put on hold is never touched', async () => {
  const [foreign] = burst(1)
  const message = here(SPAMMER)[0]
  if (message) message.place = 'hold'
  burst(25)
  await vi.waitFor(() => expect(rig.eventsOf('quarantined').at(-1)?.complete).toBe(true))
  expect(here(SPAMMER).find((one) => one.id === foreign)?.place).toBe('hold')
})

test('a lock made by the agent stands until the desk lifts it by its id', async () => {
  burst(25)
  await vi.waitFor(() => expect(rig.eventsOf('lock-made')).toHaveLength(1))
  await rig.put(relayOrder(SPAMMER, 1, { state: 'open', lifts: [] }))
  expect(await rig.memory.host.relay(SPAMMER)).toBe('locked')

  await rig.put(relayOrder(SPAMMER, 2, { state: 'open', lifts: [rig.eventsOf('lock-made')[0]?.agentLockId ?? ''] }))
  expect(await rig.memory.host.relay(SPAMMER)).toBe('open')
})

test('a lifted account is judged by what it does from then on, not by what it did before', async () => {
  burst(25)
  await vi.waitFor(() => expect(rig.eventsOf('quarantined').at(-1)?.complete).toBe(true))
  await rig.put(relayOrder(SPAMMER, 1, { state: 'open', lifts: [rig.eventsOf('lock-made')[0]?.agentLockId ?? ''] }))
  const id = rig.memory.send({ account: SPAMMER, recipients: ['friend@there.example'] })
  rig.memory.attempt(id ?? '', 'delivered', '250 ok')
  await vi.waitFor(() => expect(rig.agent.core.live.has(id ?? '')).toBe(false))
  expect(rig.eventsOf('lock-made')).toHaveLength(1)
  expect(await rig.memory.host.relay(SPAMMER)).toBe('open')
})

test('mail in quarantine waits for no delivery: it counts against nobody, also after a restart of the agent', async () => {
  burst(25)
  const [lock] = await vi.waitFor(() => {
    expect(rig.eventsOf('quarantined').at(-1)?.complete).toBe(true)
    return rig.eventsOf('lock-made')
  })
  await rig.put(relayOrder(SPAMMER, 1, { state: 'open', lifts: [lock?.agentLockId ?? ''] }))
  await rig.restart()
  const kept = here(SPAMMER).filter((message) => message.place === 'quarantine')

  const [id] = burst(1)
  await vi.waitFor(async () => {
    const queue = (await readHost(rig.agent.core)).queue
    expect(queue?.accounts).toEqual([{ account: SPAMMER, messages: 1, undeliverable: 1 }])
  })
  await rig.agent.core.background.settled()
  expect(rig.eventsOf('lock-made')).toHaveLength(1)
  expect(await rig.memory.host.relay(SPAMMER)).toBe('open')
  expect(kept.length).toBeGreaterThanOrEqual(20)
  expect(here(SPAMMER).find((message) => message.id === id)?.place).toBe('deferred')
})

test('quarantined mail that is given back and deferred again counts again', async () => {
  burst(25)
  const [lock] = await vi.waitFor(() => {
    expect(rig.eventsOf('quarantined').at(-1)?.complete).toBe(true)
    return rig.eventsOf('lock-made')
  })
  const [first] = rig.eventsOf('quarantined').flatMap((event) => event.messages)
  if (!first) throw new Error('nothing was taken out')
  await rig.put(relayOrder(SPAMMER, 1, { state: 'open', lifts: [lock?.agentLockId ?? ''] }))
  const { id, sender, size, arrivedAt } = first
  await rig.agent.orders.take({ id: randomUUID(), verb: 'release', batchId: randomUUID(), messages: [{ id, sender, size, arrivedAt }] })
  rig.memory.attempt(id, 'deferred', '451 4.4.1 no answer')
  await vi.waitFor(async () => expect((await readHost(rig.agent.core)).queue?.accounts).toEqual([{ account: SPAMMER, messages: 1, undeliverable: 1 }]))
})
