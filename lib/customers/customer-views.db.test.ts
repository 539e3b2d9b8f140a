import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { givenWebDesk, viewerWith } from '../access/web-desk-for-tests.ts'
import { assignAccount } from '../cases/assign-account.ts'
import { liftLock } from '../cases/lift-lock.ts'
import { saveCustomerLimits } from '../cases/save-customer-limits.ts'
import { storeAgentEvents } from '../cases/store-agent-events.ts'
import { eventPage, givenBakery, givenHost, lockMade, minutesAfterNoon, NOON, queuedMessage, taken, workerAt } from '../cases/story-for-tests.ts'
import { keepPortalLink } from '../notices/notice-records.ts'
import { DEFAULT_POLICY } from '../policies/policy.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { customerListQuery } from './customer-list-query.ts'
import { getCustomerForSupport, getCustomerPolicy } from './customer-views.ts'
import { getCustomers } from './customers-views.ts'

const BAKER = 'kontakt@baeckerei.example'
const STRANGER = 'scan@fremd.example'
const LATER = minutesAfterNoon(30)
const support = viewerWith(['support'])
const lead = viewerWith(['support', 'lead'])

async function givenCustomers() {
  const { db, url } = await withTestDatabase()
  givenWebDesk(db, url)
  const host = await givenHost(db, 'mx02')
  await givenBakery(db)
  await db.customer.create({ data: { number: '20', name: 'Kanzlei Probe' } })
  await storeAgentEvents(workerAt(db, NOON), host.id, eventPage(1, [lockMade(BAKER), taken(BAKER, randomUUID(), [queuedMessage('A1B2C3D4', BAKER)]), lockMade(STRANGER)]))
  return { db, doing: workerAt(db, LATER) }
}

test('a customer’s page says who he is, what he has, and what happened with him', async () => {
  const { db, doing } = await givenCustomers()
  const ticket = await db.ticket.findFirstOrThrow({ where: { lock: { account: { name: BAKER } } } })
  await db.$transaction((tx) => keepPortalLink(tx, { tokenHash: 'h', ticketId: ticket.id, createdAt: NOON, endsAt: minutesAfterNoon(99_999) }))
  const customer = await getCustomerForSupport(support, '10417', { now: doing.now })
  expect(customer).toMatchObject({
    name: 'Bäckerei Muster', contacts: [{ email: 'post@privat.example' }], domains: ['baeckerei.example'],
    accounts: [{ name: BAKER, sending: 'locked', quarantined: 1 }],
    locks: [{ account: BAKER, state: 'locked', ticketNumber: ticket.number, waitingFor: 'customer' }],
    figures: { accounts: 1, lockedNow: 1, locksInTwelveMonths: 1, falseAlarms: 0, quarantined: 1 },
    policy: { own: [], saved: null, inForce: { limits: DEFAULT_POLICY.limits } },
    links: [{ ticketNumber: ticket.number, state: 'alive' }],
  })
  expect(customer?.story.entries.map((entry) => entry.account)).toContain(BAKER)
})

test('what an account did before anybody knew whose it was is his story too', async () => {
  const { doing } = await givenCustomers()
  await assignAccount(doing, { account: STRANGER, customerNumber: '20' })
  const customer = await getCustomerForSupport(support, '20', { now: doing.now })
  expect(customer?.story.entries.map((entry) => entry.kind)).toEqual(expect.arrayContaining(['relay-lock', 'account']))
  expect(customer?.story.entries.every((entry) => entry.account !== BAKER)).toBe(true)
})

test('a false alarm counts as none of his locks', async () => {
  const { db, doing } = await givenCustomers()
  const lock = await db.relayLock.findFirstOrThrow({ where: { account: { name: BAKER } } })
  await liftLock(doing, { lockId: lock.id, reason: 'newsletter', quarantined: 'keep', limits: null })
  expect(await getCustomerForSupport(support, '10417', { now: doing.now })).toMatchObject({ figures: { lockedNow: 0, locksInTwelveMonths: 0, falseAlarms: 1 } })
})

test('limits of his own are shown as his, with who saved them and why', async () => {
  const { doing } = await givenCustomers()
  await saveCustomerLimits(doing, { customerNumber: '10417', limits: { ...DEFAULT_POLICY.limits, unknownMax: 7 }, reason: 'agreed' })
  expect(await getCustomerForSupport(support, '10417', { now: doing.now })).toMatchObject({ policy: { own: ['limits'], saved: { reason: 'agreed' }, inForce: { limits: { unknownMax: 7 } } } })
  expect(await getCustomerPolicy(lead, '10417')).toMatchObject({ policy: { inForce: { limits: { unknownMax: 7 } } } })
})

test('only who may change limits reads the form for them', async () => {
  await givenCustomers()
  for (const viewer of [support, viewerWith(['admin']), viewerWith(['manager'])]) expect(await getCustomerPolicy(viewer, '10417')).toBeNull()
  expect(await getCustomerPolicy(lead, '404')).toBeNull()
})

const ask = (query: object) => {
  const { show, q } = customerListQuery.parse(query)
  return { show, text: q, limit: 50, offset: 0 }
}

test('customers are found by domain, account and contact; those with a lock or a ticket alone', async () => {
  const { db } = await givenCustomers()
  const numbers = async (query: object) => (await getCustomers(db, support, ask(query))).customers.map(({ number }) => number)
  expect(await numbers({})).toEqual(['10417', '20'])
  for (const q of ['baeckerei.example', 'kontakt@', 'Frau Muster', '10417']) expect(await numbers({ q })).toEqual(['10417'])
  expect(await numbers({ show: 'locked' })).toEqual(['10417'])
  expect(await numbers({ show: 'tickets' })).toEqual(['10417'])
  expect(await numbers({ q: '%' })).toEqual([])
})

test('for whoever may not see the desk there is no customer', async () => {
  const { db, doing } = await givenCustomers()
  for (const viewer of [viewerWith(['manager']), viewerWith(['admin']), viewerWith(['customer'], { customerId: 1 })]) {
    expect(await getCustomerForSupport(viewer, '10417', { now: doing.now })).toBeNull()
    expect(await getCustomers(db, viewer, ask({}))).toEqual({ customers: [], total: 0 })
  }
})
