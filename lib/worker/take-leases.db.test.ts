import { expect, test } from 'vitest'
import { withTestDatabase } from '../setup/test-database.ts'
import { giveLeaseBack, takeLease, takeLeases } from './lease-records.ts'

test('many leases are taken at once: the first ones that are free, no more than wanted, none that another holds', async () => {
  const { db } = await withTestDatabase()
  await takeLease(db, 'host:b', 'other')
  await takeLease(db, 'host:c', 'other')
  await db.$executeRaw`UPDATE "Lease" SET until = clock_timestamp() - interval '1 s' WHERE name = 'host:c'`
  const names = ['host:a', 'host:b', 'host:c', 'host:d', 'host:e']
  expect([...await takeLeases(db, names, 'mine', 3)].sort()).toEqual(['host:a', 'host:c', 'host:d'])
  expect(await takeLeases(db, names, 'third', 9)).toEqual(new Set(['host:e']))
  await giveLeaseBack(db, 'host:b', 'other')
  expect(await takeLeases(db, names, 'third', 0)).toEqual(new Set())
  expect(await takeLeases(db, names, 'third', 9)).toEqual(new Set(['host:b', 'host:e']))
})

test('two that take at once share, and nothing is taken twice', async () => {
  const { db } = await withTestDatabase()
  const names = Array.from({ length: 300 }, (_, n) => `host:${n}`)
  const [one, two] = await Promise.all([takeLeases(db, names, 'one', 200), takeLeases(db, names, 'two', 200)])
  expect([...one].filter((name) => two.has(name))).toEqual([])
  expect(one.size + two.size).toBeGreaterThanOrEqual(200)
})
