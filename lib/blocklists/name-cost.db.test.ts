import { expect, test } from 'vitest'
import { viewerWith } from '../access/web-desk-for-tests.ts'
import { storeListings } from '../cases/store-listings.ts'
import { givenBakery, givenHost, minutesAfterNoon, NOON, workerAt } from '../cases/story-for-tests.ts'
import type { Db } from '../db.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import type { Blocklist } from './blocklist.ts'
import { knownBlocklist } from './catalogue/catalogue.ts'
import { readNameCost } from './name-cost-records.ts'
import { getOpenListing } from './open-listing-views.ts'
import { listDeskTargets } from './target-records.ts'

const DOMAIN = 'baeckerei.example'
const OWN = `kontakt@${DOMAIN}`
const LATER = minutesAfterNoon(60)
const list = (id: string) => knownBlocklist(id) as Blocklist

async function given() {
  const { db } = await withTestDatabase()
  const host = await givenHost(db, 'alt3')
  const { id: customerId } = await givenBakery(db)
  await db.account.createMany({ data: [{ name: OWN, customerId }, { name: `shop@eu.${DOMAIN}`, customerId }, { name: 'other@web.example', customerId }, { name: 'stranger@else.example' }, { name: `x@not${DOMAIN}` }] })
  const account = await db.account.findUniqueOrThrow({ where: { name: OWN } })
  await db.accountHour.create({ data: { accountId: account.id, hostId: host.id, hour: NOON, messages: 30, recipients: 40, delivered: 22, deferred: 7, bounced: 11, unknownRecipients: 0, held: 0, refused: 0, networks: [] } })
  const met = (name: string | null, reply: string, at = NOON) => db.replySample.create({ data: { hostId: host.id, at, receiver: 'google', outcome: 'bounced', refusalClass: 'content', account: name, reply } })
  const target = async (name = DOMAIN) => (await listDeskTargets(db)).find((each) => each.name === name) as Awaited<ReturnType<typeof listDeskTargets>>[number]
  return { db, host, met, target }
}

const cost = async (db: Db, target: Parameters<typeof readNameCost>[2], id = 'spamhaus-dbl', now = LATER) => readNameCost(db, list(id), target, now)

test('what names the domain or meets an account under it is counted, what may mean another is set apart', async () => {
  const { db, met, target } = await given()
  await met(OWN, '554 5.7.1 Blocked using dbl.spamhaus.org')
  await met(null, `550 Spamhaus: the sender domain ${DOMAIN.toUpperCase()} is listed`)
  await met('other@web.example', '554 5.7.1 Blocked using dbl.spamhaus.org')
  // Another list of the operator, another list, another customer, another domain: all of them say nothing of this one.
  await met(OWN, '554 5.7.1 Client blocked using zen.spamhaus.org')
  await met(OWN, '554 listed at multi.surbl.org')
  await met('stranger@else.example', '554 5.7.1 Blocked using dbl.spamhaus.org')
  await met(`x@not${DOMAIN}`, `554 not${DOMAIN} blocked using dbl.spamhaus.org`)
  expect(await cost(db, await target())).toEqual({
    since: minutesAfterNoon(60 - 24 * 60), named: 2, perhaps: 1, receivers: ['google'], customers: ['10417'],
    accounts: [{ name: OWN, messages: 30, undelivered: 18, named: 1 }, { name: `shop@eu.${DOMAIN}`, messages: 0, undelivered: 0, named: 0 }], total: { accounts: 2, messages: 30, undelivered: 18 },
  })
  expect(await cost(db, await target(), 'spamhaus-dbl', minutesAfterNoon(25 * 60))).toMatchObject({ named: 0, perhaps: 0, total: { accounts: 2, messages: 0 } })
})

test('a reply that names the operator alone, or a list of addresses too, is no proof that the domain was meant', async () => {
  const { db, met, target } = await given()
  await met(OWN, '554 rejected by Spamhaus')
  await met(OWN, '554 listed at dnsbl.spfbl.net')
  expect(await cost(db, await target())).toMatchObject({ named: 0, perhaps: 1 })
  expect(await cost(db, await target(), 'spfbl')).toMatchObject({ named: 0, perhaps: 1 })
})

test("a host's name that is nobody's domain has no customer and no account, and says what its hosts met", async () => {
  const { db, host, met, target } = await given()
  await db.seenName.create({ data: { hostId: host.id, use: 'helo', name: 'alt3.provider.example', seenAt: NOON } })
  await met('stranger@else.example', '554 Helo command rejected: <alt3.provider.example>; blocked using dbl.spamhaus.org')
  await met('stranger@else.example', '554 5.7.1 Blocked using dbl.spamhaus.org')
  for (const name of ['alt3.provider.example', 'provider.example']) expect(await cost(db, await target(name))).toMatchObject({ named: 1, perhaps: 1, customers: [], accounts: [], total: { accounts: 0 } })
})

test('an open listing of a domain says whose it is and what it costs; one that is clear says neither', async () => {
  const { db, met } = await given()
  await met(OWN, '554 5.7.1 Blocked using dbl.spamhaus.org')
  const targets = new Map((await listDeskTargets(db)).map((target) => [target.name, target]))
  const evidence = ['a', 'b'].map((resolver) => ({ resolver, state: 'listed' as const, codes: ['127.0.1.2'], meaning: null, reason: null }))
  const check = { target: DOMAIN, kind: 'domain' as const, list: 'spamhaus-dbl', state: 'listed' as const, codes: ['127.0.1.2'], meaning: 'low reputation/spam domain', reason: null, text: null, at: NOON, evidence }
  await storeListings(workerAt(db, NOON), [check, { ...check, list: 'surbl', state: 'clear', codes: [], evidence: [] }], { targets, settings: new Map() })
  const open = (id: string) => getOpenListing(db, viewerWith(['support']), { target: DOMAIN, list: id, now: LATER })
  expect(await open('spamhaus-dbl')).toMatchObject({ target: { customer: { name: 'Bäckerei Muster' }, users: [] }, nameCost: { named: 1, total: { accounts: 2 } }, cause: null, cost: null })
  expect(await open('surbl')).toMatchObject({ nameCost: null })
})
