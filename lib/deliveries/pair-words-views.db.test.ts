import { expect, test } from 'vitest'
import { givenWebDesk, viewerWith } from '../access/web-desk-for-tests.ts'
import { storeAgentEvents } from '../cases/store-agent-events.ts'
import { eventPage, givenBakery, givenHost, minutesAfterNoon, NOON, workerAt } from '../cases/story-for-tests.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { getMatrix } from './delivery-views.ts'
import { getPairWords } from './pair-words-views.ts'

const BAKER = 'kontakt@baeckerei.example'
const NOW = minutesAfterNoon(20)
const support = viewerWith(['support'])
const ask = { host: 'mx02', receiver: 'google', period: '60m', now: NOW } as const

async function givenRefusals() {
  const { db, url } = await withTestDatabase()
  givenWebDesk(db, url)
  const { id } = await givenHost(db, 'mx02')
  const { id: customerId } = await givenBakery(db)
  await db.account.create({ data: { name: BAKER, customerId } })
  const step = NOON.toISOString()
  const classes = ['ip_block', 'rate', 'auth', 'content']
  await storeAgentEvents(workerAt(db, NOON), id, eventPage(1, [{
    kind: 'deliveries', step,
    cells: [
      ...classes.map((refusalClass, n) => ({ ip: null, receiver: 'google', outcome: 'bounced' as const, refusalClass, count: 40 - n })),
      ...Array.from({ length: 10 }, (_, n) => ({ ip: null, receiver: `r${n}.example`, outcome: 'delivered' as const, refusalClass: null, count: 100 - n })),
    ],
    samples: [BAKER, 'nobody@nowhere.example'].map((account) => ({ at: step, receiver: 'google', outcome: 'bounced' as const, refusalClass: 'ip_block', account, reply: '550 5.7.1 blocked' })),
  }]))
  return db
}

test('beside a cell stand its three most frequent refusals, since when, and how many customers they hit', async () => {
  const db = await givenRefusals()
  const words = await getPairWords(db, support, ask)
  expect(words).toMatchObject({ customers: 1, strangers: 1, samples: 2 })
  expect(words?.refusals.map(({ refusalClass, count, reply, firstAt }) => [refusalClass, count, reply, firstAt])).toEqual([
    ['ip_block', 40, '550 5.7.1 blocked', NOON.toISOString()], ['rate', 39, null, NOON.toISOString()], ['auth', 38, null, NOON.toISOString()],
  ])
  expect(await getPairWords(db, support, { ...ask, host: 'mx99' })).toBeNull()
  for (const viewer of [viewerWith(['manager']), viewerWith(['admin']), viewerWith(['customer'], { customerId: 1 })]) expect(await getPairWords(db, viewer, ask)).toBeNull()
})

test('the columns that somebody has chosen are shown, also beyond the first eight and without mail', async () => {
  await givenRefusals()
  const ids = async (chosen: string[] | null) => (await getMatrix(support, { period: '60m', now: NOW, chosen }))?.receivers.map(({ id }) => id)
  expect(await ids(null)).toHaveLength(8)
  expect(await ids(['r9.example', 'apple', 'google'])).toEqual(['google', 'r9.example', 'apple'])
  const matrix = await getMatrix(support, { period: '60m', now: NOW })
  expect(matrix?.choice.map(({ id }) => id)).toContain('r9.example')
})
