import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LIMITS, makeRig, relayOrder, type Rig } from '../test-rig.ts'

const ACCOUNT = 'info@customer.example'
let rig: Rig
beforeEach(async () => {
  rig = await makeRig()
  await rig.put(relayOrder(ACCOUNT, 1, { state: 'locked', lockId: randomUUID() }))
  const until = new Date(Date.now() + 3_600_000).toISOString()
  await rig.put(relayOrder(ACCOUNT, 2, { state: 'open', lifts: [], tight: { limits: { ...LIMITS, messagesMax: 10 }, until } }))
})
afterEach(() => rig.stop())

const send = (mails: number) => {
  for (let n = 0; n < mails; n += 1) rig.memory.send({ account: ACCOUNT, recipients: ['friend@there.example'] })
}
const isLockedByMessages = () => vi.waitFor(() => expect(rig.eventsOf('lock-made')[0]?.crossing).toMatchObject({ limit: 'messages', value: 10 }))
const counted = (messages: number) => vi.waitFor(() => expect(rig.agent.core.accounts.get(ACCOUNT)?.window.total.messages).toBe(messages))

test('a host that did not watch holds the account to the tight limits it was opened under', async () => {
  expect(await rig.memory.host.relay(ACCOUNT)).toBe('open')
  send(9)
  await counted(9)
  expect(rig.eventsOf('lock-made')).toEqual([])
  send(1)
  await isLockedByMessages()
})

test('tight limits survive the agent', async () => {
  await rig.restart()
  send(10)
  await isLockedByMessages()
})

test('when their time is over the usual limits hold again', async () => {
  rig.advance(3_601_000)
  send(15)
  await counted(15)
  expect(rig.eventsOf('lock-made')).toEqual([])
})
