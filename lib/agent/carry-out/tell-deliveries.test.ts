import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeRig, type Rig } from '../test-rig.ts'
import { tellDeliveries } from './tell-deliveries.ts'

const ACCOUNT = 'info@customer.example'
let rig: Rig
beforeEach(async () => {
  rig = await makeRig()
})
afterEach(() => rig.stop())

const send = (to: string) => rig.memory.send({ account: ACCOUNT, recipients: [to] }) ?? ''
const attempts = () => vi.waitFor(() => {
  const counted = [...rig.agent.core.steps.values()].flatMap((step) => [...step.cells.values()]).reduce((sum, { count }) => sum + count, 0)
  expect(counted).toBe(rig.memory.state.lines.filter(({ kind }) => kind === 'attempt').length)
})

/** What a desk knows that was told all of it: the last telling of each cell. */
function known(): Record<string, number> {
  const cells: Record<string, number> = {}
  for (const { step, cells: told } of rig.eventsOf('deliveries')) {
    for (const cell of told) cells[[step.slice(11, 16), cell.receiver, cell.outcome, cell.refusalClass].join(' ')] = cell.count
  }
  return Object.fromEntries(Object.entries(cells).map(([key, count]) => [key.slice(6), count]))
}

test('every attempt is in one cell of the receiver that was to take the mail, also over restarts of the agent', async () => {
  for (let n = 0; n < 40; n += 1) {
    const id = send(`friend${n}@mail.shop.example`)
    rig.memory.attempt(id, 'deferred', '450 4.2.0 Greylisted, try again later')
    rig.memory.attempt(id, 'delivered', '250 taken')
    if (n % 3 === 0) {
      await attempts()
      tellDeliveries(rig.agent.core)
    }
    if (n % 7 === 0) await rig.restart()
  }
  await vi.waitFor(() => {
    tellDeliveries(rig.agent.core)
    expect(known()).toEqual({ 'shop.example deferred greylist': 40, 'shop.example delivered ': 40 })
  })
})

test('what did not change is not told again', async () => {
  rig.memory.attempt(send('friend@shop.example'), 'delivered', '250 taken')
  await attempts()
  tellDeliveries(rig.agent.core)
  tellDeliveries(rig.agent.core)
  expect(rig.eventsOf('deliveries')).toHaveLength(1)
})

test('of each kind of refusal three samples are told, with the account and without the recipient', async () => {
  for (let n = 0; n < 9; n += 1) rig.memory.attempt(send(`x${n}@shop.example`), 'bounced', `550 <x${n}@shop.example> blocked`)
  await attempts()
  tellDeliveries(rig.agent.core)
  const samples = rig.eventsOf('deliveries').flatMap((event) => event.samples)
  expect(samples).toHaveLength(3)
  expect(samples[0]).toMatchObject({ account: ACCOUNT, receiver: 'shop.example', outcome: 'bounced', reply: '550 <…@shop.example> blocked' })
})
