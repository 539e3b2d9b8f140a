import { expect, test } from 'vitest'
import { viewerWith } from '../access/web-desk-for-tests.ts'
import { storeAgentEvents } from '../cases/store-agent-events.ts'
import { eventPage, givenBakery, givenHost, minutesAfterNoon, NOON, workerAt } from '../cases/story-for-tests.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { getAccountMet, getCustomerMet } from './met-views.ts'

const BAKER = 'kontakt@baeckerei.example'
const ORDERS = 'bestellung@baeckerei.example'
const CLUB = 'post@verein.example'
const NOW = minutesAfterNoon(20)
const support = viewerWith(['support'])

async function givenRefusals() {
  const { db } = await withTestDatabase()
  const { id } = await givenHost(db, 'mx02')
  const { id: customerId } = await givenBakery(db)
  await db.account.createMany({ data: [{ name: BAKER, customerId }, { name: ORDERS, customerId }, { name: CLUB }] })
  const sample = (account: string, receiver: string, days = 0) => ({ at: new Date(NOON.getTime() - days * 86_400_000).toISOString(), receiver, outcome: 'bounced' as const, refusalClass: 'ip_block', account, reply: `554 blocked, says ${receiver}` })
  const samples = [sample(BAKER, 'google'), sample(BAKER, 'google'), sample(BAKER, 'yahoo', 8), sample(ORDERS, 'apple'), sample(CLUB, 't-online')]
  await storeAgentEvents(workerAt(db, NOON), id, eventPage(1, [{ kind: 'deliveries', step: NOON.toISOString(), cells: [], samples }]))
  return db
}

test('an account’s page tells what its own mail met in a week, with the words and the hosts', async () => {
  const db = await givenRefusals()
  const met = await getAccountMet(db, support, BAKER, NOW)
  expect(met).toMatchObject({ samples: 2, areAll: true, receivers: [{ receiver: 'google', name: 'Google', samples: 2, hosts: ['mx02'], groups: [{ refusalClass: 'ip_block', texts: [{ samples: 2, reply: '554 blocked, says google' }] }] }] })
})

test('a customer’s page tells what all of his accounts met and nothing of others', async () => {
  const db = await givenRefusals()
  const met = await getCustomerMet(db, support, '10417', NOW)
  expect(met?.receivers.map(({ receiver, accounts }) => [receiver, accounts])).toEqual([['google', [BAKER]], ['apple', [ORDERS]]])
  expect(await getCustomerMet(db, support, '99999', NOW)).toMatchObject({ receivers: [], samples: 0 })
})

test('whoever may not see the desk is told nothing', async () => {
  const db = await givenRefusals()
  for (const viewer of [viewerWith(['manager']), viewerWith(['admin']), viewerWith(['customer'], { customerId: 1 })]) {
    expect(await getAccountMet(db, viewer, BAKER, NOW)).toBeNull()
    expect(await getCustomerMet(db, viewer, '10417', NOW)).toBeNull()
  }
})
