import { expect, test } from 'vitest'
import { viewerWith } from '../access/web-desk-for-tests.ts'
import { storeAgentEvents } from '../cases/store-agent-events.ts'
import { eventPage, givenHost, minutesAfterNoon, NOON, workerAt } from '../cases/story-for-tests.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { getHostReceivers } from './host-receiver-views.ts'

const NOW = minutesAfterNoon(20)
const ask = { period: '24h', now: NOW } as const

async function givenMail() {
  const { db } = await withTestDatabase()
  const [mx01, mx02] = [await givenHost(db, 'mx01'), await givenHost(db, 'mx02')]
  for (const { id } of [mx01, mx02]) {
    const cells = ['192.0.2.25', null].map((ip) => ({ ip, receiver: 'google', outcome: 'delivered' as const, refusalClass: null, count: id * 20 }))
    await storeAgentEvents(workerAt(db, NOON), id, eventPage(1, [{ kind: 'deliveries', step: NOON.toISOString(), cells, samples: [] }]))
  }
  return { db, mx02 }
}

test('a host’s receivers are counted per sending address, and only its own', async () => {
  const { db, mx02 } = await givenMail()
  const view = await getHostReceivers(db, viewerWith(['support']), 'mx02', ask)
  expect(view?.sending.map(({ ip, receivers }) => [ip, receivers.map(({ name, attempts }) => [name, attempts])])).toEqual([
    ['192.0.2.25', [['Google', mx02.id * 20]]], [null, [['Google', mx02.id * 20]]],
  ])
  expect(view?.sending[0]?.receivers[0]?.trend.at(-1)).toBe(1)
})

test('of a host that is not there, and for whoever may not see the desk, there is nothing', async () => {
  const { db } = await givenMail()
  expect(await getHostReceivers(db, viewerWith(['support']), 'mx99', ask)).toBeNull()
  for (const viewer of [viewerWith(['admin']), viewerWith(['customer'], { customerId: 1 })]) expect(await getHostReceivers(db, viewer, 'mx02', ask)).toBeNull()
})
