import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DeliveryCell } from '../protocol/deliveries.ts'
import { makeTestDatabase } from '../setup/test-database.ts'
import { storeDeliveries } from './delivery-records.ts'

const STEP = '2026-11-24T12:50:00.000Z'
const NEXT = '2026-11-24T13:00:00.000Z'
const LATER = '2026-11-24T13:10:00.000Z'
let made: Awaited<ReturnType<typeof makeTestDatabase>>
let hostId = 0

beforeAll(async () => {
  made = await makeTestDatabase()
  hostId = (await made.db.host.create({ data: { name: 'mx01', kind: 'postfix', agentUrl: 'https://127.0.0.1:1' } })).id
})
afterAll(() => made.drop())

const cell = (count: number, more: Partial<DeliveryCell> = {}): DeliveryCell => ({ ip: null, receiver: 'gmx.net', outcome: 'delivered', refusalClass: null, count, ...more })
const refused = (count: number) => cell(count, { outcome: 'bounced', refusalClass: 'ip_block', ip: '192.0.2.25' })
const tell = (step: string, cells: DeliveryCell[]) => made.db.$transaction((tx) => storeDeliveries(tx, hostId, { kind: 'deliveries', step, cells, samples: [] }, new Date(LATER)))
const hours = async () => (await made.db.deliveryHour.findMany({ orderBy: [{ hour: 'asc' }, { outcome: 'asc' }] })).map((row) => [row.hour.toISOString().slice(11, 16), row.outcome, row.ip, row.count])

test('a cell told again replaces what was told, and its hour is the sum of its steps', async () => {
  await tell(STEP, [cell(3), refused(1)])
  await tell(STEP, [cell(5)])
  await tell(STEP, [cell(5)])
  await tell(NEXT, [cell(2)])
  await tell(LATER, [cell(4), refused(7)])
  await tell(STEP, [cell(9)])
  expect(await hours()).toEqual([
    ['12:00', 'bounced', '192.0.2.25', 1],
    ['12:00', 'delivered', '', 9],
    ['13:00', 'bounced', '192.0.2.25', 7],
    ['13:00', 'delivered', '', 6],
  ])
})

test('a day is the sum of its hours', async () => {
  const days = await made.db.deliveryDay.findMany({ orderBy: { outcome: 'asc' } })
  expect(days.map(({ day, outcome, count }) => [day.toISOString().slice(0, 10), outcome, count])).toEqual([['2026-11-24', 'bounced', 8], ['2026-11-24', 'delivered', 15]])
})
