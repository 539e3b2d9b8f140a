import { expect, test } from 'vitest'
import { withTestDatabase } from '../setup/test-database.ts'
import { storeDeliveries } from './delivery-records.ts'
import { sumHoursOfReceivers } from './hour-sums-records.ts'

const at = (clock: string) => new Date(`2026-11-24T${clock}:00Z`)

test('hours of receivers are summed over hosts; the running one at once, one that is over within ten minutes', async () => {
  const { db } = await withTestDatabase()
  const ids: number[] = []
  for (const name of ['mx01', 'mx02']) ids.push((await db.host.create({ data: { name, kind: 'postfix', agentUrl: 'https://127.0.0.1:1' } })).id)
  const tell = (n: number, step: string, count: number, receiver = 'google') => db.$transaction((tx) => storeDeliveries(tx, ids[n] ?? 0, {
    kind: 'deliveries', step: at(step).toISOString(), samples: [], cells: [{ ip: null, receiver, outcome: 'delivered', refusalClass: null, count }],
  }, at('12:30')))
  const sums = async (now: string, receivers = ['google']) =>
    (await sumHoursOfReceivers(db, receivers, at('09:00'), at(now))).map(({ receiver, hour, count }) => [receiver, hour.toISOString().slice(11, 16), count])

  await tell(0, '10:10', 3)
  await tell(1, '10:20', 4)
  await tell(0, '12:00', 5)
  await tell(0, '12:00', 9, 'yahoo')
  expect(await sums('12:30')).toEqual([['google', '10:00', 7], ['google', '12:00', 5]])
  await tell(1, '12:10', 6)
  await tell(1, '10:30', 100)
  expect(await sums('12:35')).toEqual([['google', '10:00', 7], ['google', '12:00', 11]])
  expect(await sums('12:40')).toEqual([['google', '10:00', 107], ['google', '12:00', 11]])
  expect(await sums('12:41', ['google', 'yahoo'])).toEqual([['google', '10:00', 107], ['google', '12:00', 11], ['yahoo', '12:00', 9]])
})
