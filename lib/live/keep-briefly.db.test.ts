import { expect, test, vi } from 'vitest'
import { givenWebDesk } from '../access/web-desk-for-tests.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { tellDeliveriesStored } from '../deliveries/delivery-records.ts'
import { keepBriefly } from './keep-briefly.ts'

test('what is large is read once until figures have grown, what is small each time, and those who ask together share', async () => {
  const { db, url } = await withTestDatabase()
  givenWebDesk(db, url)
  let readings = 0
  const read = () => Promise.resolve((readings += 1))
  const ask = (isLarge: boolean) => keepBriefly(`key ${isLarge}`, () => isLarge, read)
  expect([await ask(false), await ask(false)]).toEqual([1, 2])
  expect(await Promise.all([ask(false), ask(false)])).toEqual([3, 3])
  expect(await ask(true)).toBe(4)
  const first = await ask(true)
  expect([first, await ask(true)]).toEqual([5, 5])
  await vi.waitFor(async () => {
    await tellDeliveriesStored(db)
    expect(await ask(true)).toBeGreaterThan(first)
  }, { timeout: 1_500, interval: 50 })
})

test('a reading that failed is not kept', async () => {
  const { db, url } = await withTestDatabase()
  givenWebDesk(db, url)
  await expect(keepBriefly('failing', () => true, () => Promise.reject(new Error('no database')))).rejects.toThrow('no database')
  expect(await keepBriefly('failing', () => true, () => Promise.resolve('read'))).toBe('read')
})
