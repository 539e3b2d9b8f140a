import { expect, test } from 'vitest'
import type { Role } from '../access/permissions.ts'
import { givenWebDesk, viewerWith } from '../access/web-desk-for-tests.ts'
import { storeAgentEvents } from '../cases/store-agent-events.ts'
import { eventPage, givenBakery, givenHost, minutesAfterNoon, NOON, workerAt } from '../cases/story-for-tests.ts'
import type { DeliveryCell, ReplySample } from '../protocol/deliveries.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { getReceiver } from './receiver-views.ts'

const BAKER = 'kontakt@baeckerei.example'
const NOW = minutesAfterNoon(20)
const support = viewerWith(['support'])
const MICROSOFT = 'microsoft-consumer'

async function givenBlock() {
  const { db, url } = await withTestDatabase()
  givenWebDesk(db, url)
  const [mx01, mx02] = [await givenHost(db, 'mx01'), await givenHost(db, 'mx02')]
  const { id: customerId } = await givenBakery(db)
  await db.account.create({ data: { name: BAKER, customerId } })
  const step = NOON.toISOString()
  const refused = { receiver: MICROSOFT, outcome: 'bounced', refusalClass: 'ip_block' } as const
  const tell = (hostId: number, cells: DeliveryCell[], samples: ReplySample[]) => storeAgentEvents(workerAt(db, NOON), hostId, eventPage(1, [{ kind: 'deliveries', step, cells, samples }]))
  await tell(mx01.id, [{ ip: null, receiver: MICROSOFT, outcome: 'delivered', refusalClass: null, count: 60 }], [])
  await tell(mx02.id, [{ ...refused, ip: '192.0.2.25', count: 40 }], [{ ...refused, at: minutesAfterNoon(3).toISOString(), account: BAKER, reply: '550 5.7.1 part of their network is on our block list (S3140)' }])
  return { db, mx01, mx02 }
}

test('a receiver’s page says which host it refuses since when, in which words, and whose mail', async () => {
  await givenBlock()
  const page = await getReceiver(support, MICROSOFT, { period: '60m', now: NOW })
  expect(page).toMatchObject({
    name: 'Microsoft', known: { id: MICROSOFT }, total: { attempts: 100, troubled: 1, pair: { delivered: 60, refused: 40 } }, firstRefused: { at: NOON.toISOString(), isOlder: false },
    hit: [{ customer: { number: '10417', name: 'Bäckerei Muster' }, accounts: [{ name: BAKER, samples: 1 }] }], samples: { count: 1, areAll: true },
    groups: [{ refusalClass: 'ip_block', count: 40, texts: [{ samples: 1, hosts: ['mx02'] }] }],
  })
  expect(page?.hosts.map(({ host, state }) => [host.name, state])).toEqual([['mx02', 'refused'], ['mx01', 'fine']])
  expect(page?.bins.filter(({ pair }) => pair !== null)).toMatchObject([{ at: NOON.toISOString(), pair: { delivered: 60, refused: 40 } }])
})

test.each(['24h', '7d', '30d'] as const)('over %s the hours tell the same', async (period) => {
  await givenBlock()
  const page = await getReceiver(support, MICROSOFT, { period, now: NOW })
  expect(page?.total.pair).toEqual({ delivered: 60, deferred: 0, refused: 40, others: 0 })
  expect(page?.bins.at(-1)).toMatchObject({ pair: { delivered: 60, refused: 40 }, classes: { ip_block: 40 } })
})

test('what was before the period is not counted in it', async () => {
  await givenBlock()
  const page = await getReceiver(support, MICROSOFT, { period: '60m', now: minutesAfterNoon(90) })
  expect(page).toMatchObject({ total: { attempts: 0 }, hosts: [], groups: [], hit: [], firstRefused: null })
})

test('a host that fell silent is not said to be fine', async () => {
  const { db, mx01 } = await givenBlock()
  await db.host.update({ where: { id: mx01.id }, data: { isSilent: true } })
  const page = await getReceiver(support, MICROSOFT, { period: '60m', now: NOW })
  expect(page?.hosts.map(({ host, state }) => [host.name, state])).toEqual([['mx02', 'refused'], ['mx01', 'silent']])
})

test('a domain that the catalogue does not know has a page without one, what is no domain has none', async () => {
  await givenBlock()
  expect(await getReceiver(support, 'firma.example', { period: '24h', now: NOW })).toMatchObject({ known: null, hosts: [], name: 'firma.example' })
  for (const id of ['nonsense', '', '../../etc', 'a'.repeat(200)]) expect(await getReceiver(support, id, { period: '24h', now: NOW })).toBeNull()
})

test.each<[Role[], number | null]>([[['manager'], null], [['admin'], null], [['customer'], 1], [[], null]])('%s sees nothing of it', async (roles, customerId) => {
  await givenBlock()
  expect(await getReceiver(viewerWith(roles, { customerId }), MICROSOFT, { period: '24h', now: NOW })).toBeNull()
})
