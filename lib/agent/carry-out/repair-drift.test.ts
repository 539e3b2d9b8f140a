import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeRig, relayOrder, type Rig } from '../test-rig.ts'
import { lookOverQueue } from './look-over-queue.ts'
import { readHost } from './read-host.ts'
import { repairDrift } from './repair-drift.ts'

const ACCOUNT = 'info@customer.example'
let rig: Rig
beforeEach(async () => {
  rig = await makeRig()
})
afterEach(() => rig.stop())

test('a lock that somebody took away by hand is put back, and told', async () => {
  await rig.put(relayOrder(ACCOUNT, 1, { state: 'locked', lockId: randomUUID() }))
  await rig.memory.host.setRelay(ACCOUNT, 'open')
  await repairDrift(rig.agent.core)
  expect(await rig.memory.host.relay(ACCOUNT)).toBe('locked')
  expect(rig.eventsOf('drift')).toMatchObject([{ wanted: 'locked', repaired: true, standing: { key: ACCOUNT, found: 'open', version: 1 } }])
})

test('a host that agrees with its standing orders tells no drift', async () => {
  await rig.put(relayOrder(ACCOUNT, 1, { state: 'locked', lockId: randomUUID() }))
  await repairDrift(rig.agent.core)
  expect(rig.eventsOf('drift')).toEqual([])
})

test('a lock that somebody made by hand stands, and is told once', async () => {
  await rig.memory.host.setRelay('byhand@customer.example', 'locked')
  await repairDrift(rig.agent.core)
  await repairDrift(rig.agent.core)
  expect(await rig.memory.host.relay('byhand@customer.example')).toBe('locked')
  expect(rig.eventsOf('drift')).toMatchObject([{ repaired: false, wanted: 'open', standing: { found: 'locked' } }])
})

test('locks are in force again before the log is read when the host forgot them while the agent was down', async () => {
  await rig.put(relayOrder(ACCOUNT, 1, { state: 'locked', lockId: randomUUID() }))
  rig.memory.state.relays = {}
  await rig.restart()
  expect(await rig.memory.host.relay(ACCOUNT)).toBe('locked')
})

test('what a host cannot do is shown as unknown, and done when it can', async () => {
  const { setRelay } = rig.memory.host
  rig.memory.host.setRelay = async () => {
    throw new Error('disk full')
  }
  await rig.put(relayOrder(ACCOUNT, 1, { state: 'locked', lockId: randomUUID() }))
  const state = () => readHost(rig.agent.core)
  expect((await state()).standing.find((one) => one.key === ACCOUNT)).toMatchObject({ found: 'unknown', detail: 'disk full' })
  rig.memory.host.setRelay = setRelay
  await repairDrift(rig.agent.core)
  expect((await state()).standing.find((one) => one.key === ACCOUNT)).toMatchObject({ found: 'locked' })
})

test('a limit that is crossed while the host fails ends in a lock once the host works again', async () => {
  const { setRelay } = rig.memory.host
  rig.memory.host.setRelay = async () => {
    throw new Error('disk full')
  }
  for (let n = 0; n < 20; n += 1) rig.memory.attempt(rig.memory.send({ account: ACCOUNT, recipients: ['x@dead.example'] }) ?? '', 'deferred')
  await vi.waitFor(() => expect(rig.eventsOf('trouble')).toMatchObject([{ code: 'lock-failed', over: false }]))
  rig.memory.host.setRelay = setRelay
  await vi.waitFor(() => expect(rig.eventsOf('lock-made')).toHaveLength(1))
  await vi.waitFor(() => expect(rig.eventsOf('trouble')).toMatchObject([{ code: 'lock-failed', over: true }]))
  expect(await rig.memory.host.relay(ACCOUNT)).toBe('locked')
})

test('a quarantined mail that somebody removed by hand is told as gone', async () => {
  const id = rig.memory.send({ account: ACCOUNT, recipients: ['x@there.example'] }) ?? ''
  const message = rig.memory.state.messages.find((one) => one.id === id)
  const messages = [{ id, sender: message?.sender ?? '', size: message?.size ?? 0, arrivedAt: message?.arrivedAt ?? '' }]
  await rig.agent.orders.take({ id: randomUUID(), verb: 'quarantine-messages', batchId: randomUUID(), account: ACCOUNT, messages })
  await lookOverQueue(rig.agent.core)
  expect(rig.eventsOf('fate')).toEqual([])
  if (message) message.isGone = 'deleted'
  await lookOverQueue(rig.agent.core)
  expect(rig.eventsOf('fate').map((event) => event.fate)).toEqual(['gone'])
})

test('one account that cannot be locked here does not keep others from being locked again', async () => {
  const later = 'verkauf@customer.example'
  const { setRelay } = rig.memory.host
  rig.memory.host.setRelay = async (account, state) => {
    if (account.startsWith('uid:')) throw new Error('no mailbox')
    await setRelay(account, state)
  }
  await rig.put(relayOrder('uid:form@mail1', 1, { state: 'locked', lockId: randomUUID() }), relayOrder(later, 1, { state: 'locked', lockId: randomUUID() }))
  await setRelay(later, 'open')
  await repairDrift(rig.agent.core)
  expect(await rig.memory.host.relay(later)).toBe('locked')
  expect(rig.eventsOf('trouble')).toMatchObject([{ code: 'relay-unknown', over: false }])
})
