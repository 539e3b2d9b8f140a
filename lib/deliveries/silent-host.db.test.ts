import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { givenWebDesk, viewerWith } from '../access/web-desk-for-tests.ts'
import { storeDeliveries } from './delivery-records.ts'
import { getMatrix, getPair } from './delivery-views.ts'
import { getHostReceivers } from './host-receiver-views.ts'
import { pairState } from './matrix.ts'
import { listColumns } from './matrix-records.ts'
import { makeTestDatabase } from '../setup/test-database.ts'

let made: Awaited<ReturnType<typeof makeTestDatabase>>

const NOW = new Date('2026-11-24T13:05:00Z')
const STEP = '2026-11-24T12:50:00.000Z'
const VIEWER = viewerWith(['support'])
let silent = 0
let heard = 0

beforeAll(async () => {
  made = await makeTestDatabase()
  const host = async (name: string, isSilent: boolean) =>
    (await made.db.host.create({ data: { name, kind: 'postfix', agentUrl: 'https://127.0.0.1:1', isSilent, lastReadAt: new Date(NOW.getTime() - (isSilent ? 900_000 : 1000)) } })).id
  silent = await host('mx01', true)
  heard = await host('mx02', false)
  const cell = (count: number, receiver: string) => ({ ip: null, receiver, outcome: 'delivered' as const, refusalClass: null, count })
  await made.db.$transaction((tx) => storeDeliveries(tx, silent, { kind: 'deliveries', step: STEP, cells: [cell(500, 'google'), cell(500, 'united-internet')], samples: [] }, NOW))
  await made.db.$transaction((tx) => storeDeliveries(tx, heard, { kind: 'deliveries', step: STEP, cells: [cell(3, 'google')], samples: [] }, NOW))
})
beforeEach(() => givenWebDesk(made.db, made.url))
afterAll(() => made.drop())

test('what a silent host met before counts for nothing in the totals of a receiver', async () => {
  const columns = await listColumns(made.db, '60m', NOW, ['google', 'united-internet'])
  expect(columns.map(({ id, total, troubledHosts }) => [id, total.delivered, pairState(total), troubledHosts]).sort()).toEqual([['google', 3, 'few', 0], ['united-internet', 0, 'few', 0]])
})

test('matrix, panel and host page know that it is silent and since when', async () => {
  const at = new Date(NOW.getTime() - 900_000).toISOString()
  const matrix = await getMatrix(VIEWER, { period: '60m', now: NOW })
  const rows = matrix?.sites.flatMap(({ rows: ofSite }) => ofSite) ?? []
  expect(rows.find(({ host }) => host.name === 'mx01')?.host).toMatchObject({ isSilent: true, lastReadAt: at })
  const panel = await getPair(VIEWER, { host: 'mx01', receiver: 'google', period: '60m', now: NOW })
  expect(panel?.host).toMatchObject({ isSilent: true, lastReadAt: at })
})

test('on its own page no receiver of a silent host is said to be fine', async () => {
  const page = await getHostReceivers(made.db, VIEWER, 'mx01', { period: '24h', now: NOW })
  expect(page).toMatchObject({ isSilent: true, lastReadAt: new Date(NOW.getTime() - 900_000).toISOString() })
  const states = page?.sending.flatMap(({ receivers }) => receivers.map(({ state }) => state)) ?? []
  expect(states).toEqual(['silent', 'silent'])
  const other = await getHostReceivers(made.db, VIEWER, 'mx02', { period: '24h', now: NOW })
  expect(other?.sending.flatMap(({ receivers }) => receivers.map(({ state }) => state))).toEqual(['few'])
})
