import { randomUUID } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { givenTicket } from '../cases/given-ticket-for-tests.ts'
import type { Db } from '../db.ts'
import { claimNotice } from '../notices/notice-records.ts'
import { writeOrders } from '../orders/order-records.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { livingWorkers, takeLease } from './lease-records.ts'
import { givenRealHost, givenWorker } from './rig-for-tests.ts'

const inAMinute = () => new Date(Date.now() + 60_000)

/** An order that a copy had in hand, as that copy left it. */
async function givenClaimedOrder(db: Db, hostId: number, holder: string): Promise<string> {
  const id = randomUUID()
  const args = { verb: 'quarantine', account: 'kontakt@baeckerei.example', batchId: randomUUID() } as const
  await db.$transaction((tx) => writeOrders(tx, [{ id, hostId, body: args, now: new Date() }]))
  await db.order.update({ where: { id }, data: { claimedBy: holder, claimedUntil: inAMinute(), attempts: 1 } })
  return id
}

test('an order that a dead worker had in hand goes on at once; one in the hand of a living worker is left to it', { timeout: 60_000 }, async () => {
  const { db, url } = await withTestDatabase()
  const host = await givenRealHost(db, 'mx01.provider.example')
  await takeLease(db, 'worker:alive', 'alive')
  const [left, kept] = [await givenClaimedOrder(db, host.id, 'dead'), await givenClaimedOrder(db, host.id, 'alive')]
  const began = Date.now()
  givenWorker(url, 'survivor')

  await vi.waitFor(async () => expect(await db.order.findUniqueOrThrow({ where: { id: left } })).toMatchObject({ state: 'done', claimedBy: null }), { timeout: 14_000, interval: 50 })
  expect(Date.now() - began).toBeLessThan(14_000)
  expect(await db.order.findUniqueOrThrow({ where: { id: kept } })).toMatchObject({ state: 'written', claimedBy: 'alive', attempts: 1 })
})

test('a notice that a dead worker had in hand is due at once, one in the hand of a living worker is not', async () => {
  const { db } = await withTestDatabase()
  await givenTicket(db)
  await db.notice.updateMany({ data: { nextTryAt: new Date(0), claimedBy: 'other', claimedUntil: inAMinute() } })
  await takeLease(db, 'worker:survivor', 'survivor')
  const claim = async () => claimNotice(db, { holder: 'survivor', living: await livingWorkers(db), now: new Date(), leaseMs: 60_000 })

  await takeLease(db, 'worker:other', 'other')
  expect(await claim()).toBeNull()
  await db.$executeRaw`UPDATE "Lease" SET until = clock_timestamp() - interval '1 ms' WHERE holder = 'other'`
  expect(await claim()).toMatchObject({ kind: 'three-questions' })
})
