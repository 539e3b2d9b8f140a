import { expect, test } from 'vitest'
import { DEFAULT_POLICY } from '../policies/policy.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { assignAccount } from './assign-account.ts'
import { savePolicy } from './save-policy.ts'
import { storeAgentEvents } from './store-agent-events.ts'
import { eventPage, givenBakery, givenHost, givenPerson, lockMade, minutesAfterNoon, NOON, workerAt } from './story-for-tests.ts'

const STRANGER = 'scan@fremd.example'
const LATER = minutesAfterNoon(5)

async function givenStranger() {
  const { db } = await withTestDatabase()
  const host = await givenHost(db, 'mx02')
  await givenBakery(db)
  await storeAgentEvents(workerAt(db, NOON), host.id, eventPage(1, [lockMade(STRANGER)]))
  const actor = await givenPerson(db, 'MK', ['support'])
  return { db, doing: { db, now: LATER, actor } }
}

test('an account of nobody that is locked gets its customer, and he the three questions', async () => {
  const { db, doing } = await givenStranger()
  expect(await assignAccount(doing, { account: STRANGER, customerNumber: '10417' })).toEqual({ noticesQueued: 1 })
  expect(await db.ticket.findFirstOrThrow()).toMatchObject({ waitingFor: 'customer' })
  expect(await db.changeRow.findFirstOrThrow({ where: { kind: 'account' } })).toMatchObject({ to: 'assigned', byUserId: doing.actor.userId })
})

test('saying the same twice tells nobody twice', async () => {
  const { doing } = await givenStranger()
  await assignAccount(doing, { account: STRANGER, customerNumber: '10417' })
  expect(await assignAccount(doing, { account: STRANGER, customerNumber: '10417' })).toEqual({ noticesQueued: 0 })
})

// Without this the hosts would go on with everybody's limits until his policy is saved the next time.
test('the hosts are told the limits of a customer who has his own', async () => {
  const { db, doing } = await givenStranger()
  const own = { limits: { ...DEFAULT_POLICY.limits, unknownMax: 7 } }
  await savePolicy(doing, { of: 'customer', customerNumber: '10417', policy: own, reason: 'agreed' })
  await assignAccount(doing, { account: STRANGER, customerNumber: '10417' })
  expect(await db.standingOrder.findFirst({ where: { kind: 'limits', key: STRANGER } })).toMatchObject({ data: own })
})

test('of a customer without limits of his own nothing is said to the hosts', async () => {
  const { db, doing } = await givenStranger()
  await assignAccount(doing, { account: STRANGER, customerNumber: '10417' })
  expect(await db.standingOrder.count({ where: { kind: 'limits' } })).toBe(0)
})

test('an account that has a customer keeps him', async () => {
  const { db, doing } = await givenStranger()
  await db.customer.create({ data: { number: '2', name: 'Other' } })
  await assignAccount(doing, { account: STRANGER, customerNumber: '10417' })
  await expect(assignAccount(doing, { account: STRANGER, customerNumber: '2' })).rejects.toMatchObject({ code: 'conflict' })
  await expect(assignAccount(doing, { account: STRANGER, customerNumber: '404' })).rejects.toMatchObject({ code: 'not-found' })
})
