import { expect, test } from 'vitest'
import { viewerWith } from '../access/web-desk-for-tests.ts'
import { storeAgentEvents } from '../cases/store-agent-events.ts'
import { eventPage, givenHost, minutesAfterNoon, NOON, workerAt } from '../cases/story-for-tests.ts'
import type { Db } from '../db.ts'
import type { DeliveryCell } from '../protocol/deliveries.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { pairState } from './matrix.ts'
import { listReceivers, receiverLines } from './receiver-list-views.ts'
import { receiverListQuery } from './receiver-query.ts'

const NOW = minutesAfterNoon(20)
const support = viewerWith(['support'])
const cell = (receiver: string, outcome: DeliveryCell['outcome'], count: number, refusalClass: string | null = null): DeliveryCell => ({ ip: null, receiver, outcome, refusalClass, count })
const tell = (db: Db, hostId: number, cells: DeliveryCell[]) => storeAgentEvents(workerAt(db, NOON), hostId, eventPage(1, [{ kind: 'deliveries', step: NOON.toISOString(), cells, samples: [] }]))

async function givenReceivers() {
  const { db } = await withTestDatabase()
  const [mx01, mx02] = [await givenHost(db, 'mx01'), await givenHost(db, 'mx02')]
  await tell(db, mx01.id, [
    cell('google', 'delivered', 500), cell('microsoft-consumer', 'delivered', 90), cell('t-online', 'delivered', 99), cell('t-online', 'bounced', 400, 'unknown_user'),
    cell('dead.example', 'deferred', 900, 'network'), cell('yahoo', 'delivered', 90), cell('yahoo', 'deferred', 10, 'rate'),
  ])
  await tell(db, mx02.id, [cell('microsoft-consumer', 'bounced', 40, 'ip_block'), cell('apple', 'bounced', 9, 'ip_block'), cell('gmx.example', 'delivered', 3)])
  return { db, mx01, mx02 }
}

const list = async (db: Db, ask: object = {}) => (await listReceivers(db, support, receiverListQuery.parse(ask), NOW))?.receivers ?? []

test('receivers in trouble stand first, one that is known before a domain that nobody knows', async () => {
  const { db } = await givenReceivers()
  expect((await list(db)).map(({ receiver, state }) => [receiver, state])).toEqual([
    ['microsoft-consumer', 'refused'], ['yahoo', 'deferring'], ['dead.example', 'deferring'],
    ['google', 'fine'], ['t-online', 'fine'], ['apple', 'few'], ['gmx.example', 'few'],
  ])
})

test('the list judges a pair as the matrix does, at its very edges too', async () => {
  const { db } = await withTestDatabase()
  const { id } = await givenHost(db, 'mx01')
  const pairs = [[95, 5, 0], [94, 6, 0], [9, 0, 0], [10, 0, 0], [80, 0, 20], [80, 1, 19], [0, 5, 5], [8, 0, 2]].map(([delivered = 0, deferred = 0, refused = 0], n) => ({ receiver: `r${n}.example`, pair: { delivered, deferred, refused, others: 7 } }))
  await tell(db, id, pairs.flatMap(({ receiver, pair }) => [
    cell(receiver, 'delivered', pair.delivered), cell(receiver, 'deferred', pair.deferred, 'rate'), cell(receiver, 'bounced', pair.refused, 'ip_block'), cell(receiver, 'bounced', pair.others, 'mailbox_full'),
  ]))
  const found = await list(db, { sort: 'name' })
  expect(found.map(({ receiver, state, pair }) => ({ receiver, state, pair }))).toEqual(pairs.map(({ receiver, pair }) => ({ receiver, state: pairState(pair), pair })))
})

test('a receiver that only a silent host sends to is unknown, not fine', async () => {
  const { db, mx01 } = await givenReceivers()
  await db.host.update({ where: { id: mx01.id }, data: { isSilent: true } })
  expect((await list(db, { q: 'google' })).map(({ state }) => state)).toEqual(['silent'])
})

test('receivers are found by name and domain, and ordered as asked', async () => {
  const { db } = await givenReceivers()
  expect((await list(db, { q: 'ONLINE' })).map(({ receiver }) => receiver)).toEqual(['t-online'])
  expect((await list(db, { q: 'nothing' }))).toEqual([])
  expect((await list(db, { sort: 'attempts' }))[0]?.receiver).toBe('dead.example')
  expect((await list(db, { sort: 'share' }))[0]?.receiver).toBe('dead.example')
})

test('the strip of receivers tells the last hour and the hours before it, empty where nothing was counted', async () => {
  const { db } = await givenReceivers()
  const [first] = await receiverLines(db, support, NOW)
  expect(first).toMatchObject({ receiver: 'microsoft-consumer', state: 'refused', troubled: 1 })
  expect(first?.trend).toEqual([...Array<null>(11).fill(null), 90 / 130])
})

test('whoever may not see the desk gets neither list nor strip', async () => {
  const { db } = await givenReceivers()
  for (const viewer of [viewerWith(['manager']), viewerWith(['admin']), viewerWith(['customer'], { customerId: 1 })]) {
    expect(await listReceivers(db, viewer, receiverListQuery.parse({}), NOW)).toBeNull()
    expect(await receiverLines(db, viewer, NOW)).toEqual([])
  }
})
