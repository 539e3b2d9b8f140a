import { expect, test } from 'vitest'
import type { Db } from '../db.ts'
import { countRows } from '../setup/count-rows-for-tests.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { storeDeliveries } from './delivery-records.ts'
import { dropOldHistory, makePartitionsAhead, spansFrom } from './history-records.ts'

const NOON = new Date('2026-11-24T12:00:00Z')

async function given() {
  const { db } = await withTestDatabase()
  const host = await db.host.create({ data: { name: 'mx01', kind: 'postfix', agentUrl: 'https://127.0.0.1:1' } })
  const sample = (at: string) => ({ at, receiver: 'gmx.net', outcome: 'bounced', refusalClass: 'ip_block', account: null, reply: '554 blocked' } as const)
  const tell = (step: string, count: number) => db.$transaction((tx) => storeDeliveries(tx, host.id, {
    kind: 'deliveries', step, samples: [sample(step)], cells: [{ ip: null, receiver: 'gmx.net', outcome: 'delivered', refusalClass: null, count }],
  }, NOON))
  return { db, hostId: host.id, tell }
}

async function partitions(db: Db, table: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ name: string }[]>`SELECT relname::text AS name FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid WHERE inhparent = ${`"${table}"`}::regclass ORDER BY 1`
  return rows.map(({ name }) => name.slice(table.length + 1))
}

const rowsIn = (db: Db, part: string) => countRows(db, part, { schema: 'history' })
const SUMS = {
  DeliveryStep: (db: Db) => db.deliveryStep.aggregate({ _sum: { count: true } }),
  DeliveryHour: (db: Db) => db.deliveryHour.aggregate({ _sum: { count: true } }),
  DeliveryDay: (db: Db) => db.deliveryDay.aggregate({ _sum: { count: true } }),
}
const total = async (db: Db, table: keyof typeof SUMS) => (await SUMS[table](db))._sum.count

test('partitions of the coming days are made once, and what came before them moves in', async () => {
  const { db, tell } = await given()
  await tell('2027-01-31T23:50:00.000Z', 3)
  await tell('2027-02-01T00:00:00.000Z', 4)
  expect(await rowsIn(db, 'DeliveryStep_rest')).toBe(2)
  const now = new Date('2027-01-31T10:00:00Z')
  expect(await makePartitionsAhead(db, now)).toBe(4 + 4 + 2 + 4 + 2 + 4)
  expect(await makePartitionsAhead(db, now)).toBe(0)
  expect(await partitions(db, 'DeliveryHour')).toEqual(expect.arrayContaining(['2027_01_31', '2027_02_01', '2027_02_02', '2027_02_03', 'rest']))
  expect(await partitions(db, 'DeliveryDay')).toEqual(expect.arrayContaining(['2027_01_01', '2027_02_01']))
  expect([await rowsIn(db, 'DeliveryStep_2027_01_31'), await rowsIn(db, 'DeliveryStep_2027_02_01'), await rowsIn(db, 'DeliveryStep_rest')]).toEqual([1, 1, 0])
  expect([await rowsIn(db, 'DeliveryDay_2027_01_01'), await rowsIn(db, 'DeliveryDay_2027_02_01'), await rowsIn(db, 'DeliveryDay_rest')]).toEqual([1, 1, 0])
  await tell('2027-01-31T23:50:00.000Z', 5)
  expect([await total(db, 'DeliveryHour'), await total(db, 'DeliveryDay')]).toEqual([9, 9])
})

test('two workers that make the same partitions at once make each once', async () => {
  const { db } = await given()
  const made = await Promise.all([makePartitionsAhead(db, new Date('2027-03-01T00:00:00Z')), makePartitionsAhead(db, new Date('2027-03-01T00:00:00Z'))])
  expect(made[0] + made[1]).toBe(4 + 4 + 1 + 4 + 1 + 4)
})

test('a telling for which there is no partition is counted, and counts once when told again', async () => {
  const { db, tell } = await given()
  await tell('2026-10-01T08:00:00.000Z', 3)
  await tell('2026-10-01T08:00:00.000Z', 7)
  await tell('2031-01-01T08:00:00.000Z', 1)
  expect([await total(db, 'DeliveryStep'), await total(db, 'DeliveryHour'), await total(db, 'DeliveryDay')]).toEqual([8, 8, 8])
})

test('the last steps of a host stay, so that one that was away for long goes on counting where it stopped', async () => {
  const { db, tell } = await given()
  await makePartitionsAhead(db, NOON)
  await tell('2026-11-24T09:00:00.000Z', 1)
  await tell('2026-11-24T11:50:00.000Z', 3)
  await db.deliveryWindow.updateMany({ data: { stepsFrom: new Date('2026-11-28T00:00:00Z'), hoursFrom: new Date('2026-11-28T00:00:00Z') } })
  await dropOldHistory(db, new Date('2026-11-28T12:00:00Z'))
  expect(await partitions(db, 'DeliveryStep')).not.toContain('2026_11_24')
  expect(await db.deliveryStep.count()).toBe(1)
  await tell('2026-11-24T11:50:00.000Z', 8)
  expect([await total(db, 'DeliveryHour'), await total(db, 'DeliveryDay')]).toEqual([9, 9])
})

test('figures that still count from a partition keep it from being dropped', async () => {
  const { db, tell } = await given()
  await makePartitionsAhead(db, NOON)
  await tell('2026-11-24T11:50:00.000Z', 3)
  await dropOldHistory(db, new Date('2026-12-10T00:00:00Z'))
  expect(await partitions(db, 'DeliveryHour')).toContain('2026_11_24')
})

test('what is old goes with its partition: steps, hours, samples, days in turn', async () => {
  const { db, tell } = await given()
  await makePartitionsAhead(db, NOON)
  await tell('2026-11-24T11:50:00.000Z', 3)
  await db.deliveryWindow.deleteMany()
  const left = async () => [await db.deliveryStep.count(), await db.deliveryHour.count(), await db.replySample.count(), await db.deliveryDay.count()]
  await dropOldHistory(db, new Date('2026-11-26T01:00:00Z'))
  expect(await left()).toEqual([1, 1, 1, 1])
  await dropOldHistory(db, new Date('2026-11-26T02:00:00Z'))
  expect(await left()).toEqual([0, 1, 1, 1])
  expect(await partitions(db, 'DeliveryStep')).not.toContain('2026_11_24')
  await dropOldHistory(db, new Date('2026-12-03T00:00:00Z'))
  expect(await left()).toEqual([0, 0, 1, 1])
  await dropOldHistory(db, new Date('2026-12-25T00:00:00Z'))
  expect(await left()).toEqual([0, 0, 0, 1])
  await dropOldHistory(db, new Date('2028-01-05T00:00:00Z'))
  expect(await left()).toEqual([0, 0, 0, 0])
})

test('days and months begin in UTC and follow each other without a gap', () => {
  const edges = (by: 'day' | 'month', first: string, last: string) => spansFrom(new Date(first), new Date(last), by).map(({ begins, ends }) => [begins.toISOString(), ends.toISOString()])
  expect(edges('day', '2026-12-31T23:30:00+01:00', '2027-01-01T00:00:00Z')).toEqual([
    ['2026-12-31T00:00:00.000Z', '2027-01-01T00:00:00.000Z'], ['2027-01-01T00:00:00.000Z', '2027-01-02T00:00:00.000Z'],
  ])
  expect(edges('month', '2026-12-31T12:00:00Z', '2027-01-03T12:00:00Z')).toEqual([
    ['2026-12-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'], ['2027-01-01T00:00:00.000Z', '2027-02-01T00:00:00.000Z'],
  ])
})
