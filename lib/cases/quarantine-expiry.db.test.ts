import { expect, test } from 'vitest'
import { listExpiredBatches, listUnannouncedBatches } from '../quarantine/expiry-records.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { announceExpiry } from './announce-expiry.ts'
import { expireBatch } from './expire-batch.ts'
import { givenQuarantine } from './given-quarantine-for-tests.ts'
import { keepLonger } from './keep-longer.ts'
import { givenPerson, minutesAfterNoon, workerAt } from './story-for-tests.ts'

const day = (days: number) => minutesAfterNoon(days * 1440)

async function given() {
  const { db } = await withTestDatabase()
  await givenQuarantine(db, 20)
  const round = async (now: Date) => {
    for (const batch of await listUnannouncedBatches(db, new Date(now.getTime() + 3 * 86_400_000), 10)) await announceExpiry(workerAt(db, now), batch)
    for (const batch of await listExpiredBatches(db, now, 10)) await expireBatch(workerAt(db, now), batch)
  }
  return { db, round }
}

test('mail in quarantine is announced three days before it is deleted, once', async () => {
  const { db, round } = await given()
  await round(day(10))
  expect(await db.notice.count({ where: { kind: 'quarantine-expiry' } })).toBe(0)
  await round(day(11))
  await round(day(12))
  expect(await db.notice.count({ where: { kind: 'quarantine-expiry' } })).toBe(1)
  expect(await db.changeRow.count({ where: { kind: 'quarantine', to: 'announced' } })).toBe(1)
})

test('announced and out of time it is deleted by the policy, through an order', async () => {
  const { db, round } = await given()
  await round(day(11))
  await round(day(14))
  expect(await db.order.findMany({ select: { verb: true, userId: true } })).toEqual([{ verb: 'delete', userId: null }])
  expect(await db.changeRow.findFirstOrThrow({ where: { kind: 'quarantine-act' } })).toMatchObject({ to: 'deleting', byKind: 'policy' })
})

test('announced late it is deleted late: the three days are always given', async () => {
  const { db, round } = await given()
  await round(day(30))
  await round(day(31))
  expect(await db.order.count()).toBe(0)
  await round(day(33))
  expect(await db.order.count()).toBe(1)
})

test('mail that somebody keeps is not deleted', async () => {
  const { db, round } = await given()
  const { id } = await db.quarantinedMessage.findFirstOrThrow({ select: { id: true } })
  await keepLonger({ db, now: day(11), actor: await givenPerson(db, 'mara', ['support']) }, { selection: { ids: [String(id)] }, until: null, reason: 'asked by the customer' })
  await round(day(20))
  expect(await db.order.count()).toBe(0)
})
