import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { withTestDatabase } from '../setup/test-database.ts'
import { storeAgentEvents } from './store-agent-events.ts'
import { eventPage, givenBakery, givenHost, lockMade, minutesAfterNoon, NOON, queuedMessage, taken, workerAt } from './story-for-tests.ts'

const BAKER = 'kontakt@baeckerei.example'

test('an account that one host locked is to be locked on every host', async () => {
  const { db } = await withTestDatabase()
  const [mx01] = [await givenHost(db, 'mx01'), await givenHost(db, 'mx02'), await givenHost(db, 'mx31')]
  await storeAgentEvents(workerAt(db, NOON), mx01.id, eventPage(1, [lockMade(BAKER)]))

  const wishes = await db.standingOrder.findMany({ where: { kind: 'relay', key: BAKER } })
  const lock = await db.relayLock.findFirstOrThrow()
  expect(wishes.map((wish) => wish.data)).toEqual([1, 2, 3].map(() => ({ state: 'locked', lockId: lock.id })))
})

test('a lock made by a host has its incident, its ticket and the three questions on their way to the customer', async () => {
  const { db } = await withTestDatabase()
  const host = await givenHost(db, 'mx02')
  const bakery = await givenBakery(db)
  await storeAgentEvents(workerAt(db, NOON), host.id, eventPage(1, [lockMade(BAKER)]))

  const lock = await db.relayLock.findFirstOrThrow({ include: { ticket: { include: { notices: true } }, incident: true } })
  expect(lock).toMatchObject({ state: 'locked', origin: 'agent', originHostId: host.id, needsSecondPerson: false })
  expect(lock.incident).toMatchObject({ kind: 'relay-abuse', causeKey: `customer:${bakery.id}`, state: 'open' })
  expect(lock.ticket?.notices).toMatchObject([{ kind: 'three-questions', questions: [1, 2, 3], to: ['post@privat.example'], state: 'queued' }])
})

test('an account of nobody known is locked all the same', async () => {
  const { db } = await withTestDatabase()
  const host = await givenHost(db, 'mx02')
  await storeAgentEvents(workerAt(db, NOON), host.id, eventPage(1, [lockMade('stray@nowhere.example')]))
  expect(await db.relayLock.findFirstOrThrow({ include: { ticket: true } })).toMatchObject({ state: 'locked', ticket: { customerId: null } })
})

test('events told twice count once', async () => {
  const { db } = await withTestDatabase()
  const host = await givenHost(db, 'mx02')
  const page = eventPage(1, [lockMade(BAKER), taken(BAKER, randomUUID(), [queuedMessage('A1B2C3D4', BAKER), queuedMessage('A1B2C3D5', BAKER, 'A1B2C3D4')])])
  await storeAgentEvents(workerAt(db, NOON), host.id, page)
  const changes = await db.changeRow.count()
  await storeAgentEvents(workerAt(db, NOON), host.id, page)

  expect(await db.relayLock.count()).toBe(1)
  expect(await db.quarantinedMessage.count()).toBe(2)
  expect(await db.changeRow.count()).toBe(changes)
})

test('two workers that store the same page at once store it once', async () => {
  const { db } = await withTestDatabase()
  const host = await givenHost(db, 'mx02')
  const page = eventPage(1, [lockMade(BAKER)])
  await Promise.all([1, 2, 3].map(() => storeAgentEvents(workerAt(db, NOON), host.id, page)))
  expect(await db.relayLock.count()).toBe(1)
})

test('a journal begun anew is read from its first event, and a lock known from before is not made again', async () => {
  const { db } = await withTestDatabase()
  const host = await givenHost(db, 'mx02')
  const agentLockId = randomUUID()
  await storeAgentEvents(workerAt(db, NOON), host.id, eventPage(1, [lockMade(BAKER, agentLockId), taken(BAKER, randomUUID(), [])]))
  const journal = randomUUID()
  await storeAgentEvents(workerAt(db, NOON), host.id, eventPage(1, [lockMade(BAKER, agentLockId)], NOON, journal))

  expect(await db.relayLock.count()).toBe(1)
  expect(await db.host.findUniqueOrThrow({ where: { id: host.id } })).toMatchObject({ journal, lastEventSeq: 1n })
})

test('a second host that locks the same account joins the open lock', async () => {
  const { db } = await withTestDatabase()
  const [mx01, mx02] = [await givenHost(db, 'mx01'), await givenHost(db, 'mx02')]
  const ids = [randomUUID(), randomUUID()]
  await storeAgentEvents(workerAt(db, NOON), mx01.id, eventPage(1, [lockMade(BAKER, ids[0])]))
  await storeAgentEvents(workerAt(db, NOON), mx02.id, eventPage(1, [lockMade(BAKER, ids[1])]))
  expect(await db.relayLock.findMany()).toMatchObject([{ agentLockIds: ids }])
})

test('a second lock within twelve months is linked to the first and needs a second person', async () => {
  const { db } = await withTestDatabase()
  const host = await givenHost(db, 'mx02')
  await storeAgentEvents(workerAt(db, NOON), host.id, eventPage(1, [lockMade(BAKER)]))
  const first = await db.relayLock.findFirstOrThrow()
  await db.relayLock.update({ where: { id: first.id }, data: { state: 'open', closedAt: NOON } })
  const later = minutesAfterNoon(60)
  await storeAgentEvents(workerAt(db, later), host.id, eventPage(2, [lockMade(BAKER, randomUUID(), later)], later))
  expect(await db.relayLock.findFirstOrThrow({ where: { state: 'locked' } })).toMatchObject({ previousLockId: first.id, needsSecondPerson: true })
})

test('an event that cannot be stored is set aside in sight, and those after it are stored', async () => {
  const { db } = await withTestDatabase()
  const host = await givenHost(db, 'mx02')
  const poisonous = { ...lockMade(BAKER), inForceAt: 'not a time' }
  await storeAgentEvents(workerAt(db, NOON), host.id, eventPage(1, [poisonous, lockMade('club@verein.example')]))

  expect(await db.relayLock.findMany({ select: { account: { select: { name: true } } } })).toEqual([{ account: { name: 'club@verein.example' } }])
  expect(await db.hostReading.findFirstOrThrow({ where: { kind: 'trouble:event-1' } })).toMatchObject({ data: { event: { seq: 1 } } })
  expect(await db.host.findUniqueOrThrow({ where: { id: host.id } })).toMatchObject({ lastEventSeq: 2n })
})
