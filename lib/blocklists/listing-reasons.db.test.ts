import { expect, test } from 'vitest'
import type { Blocklist } from './blocklist.ts'
import { knownBlocklist } from './catalogue/catalogue.ts'
import { findLikelyCause } from './find-likely-cause.ts'
import { readListingCost } from './listing-cost-records.ts'
import { storeAgentEvents } from '../cases/store-agent-events.ts'
import { eventPage, givenBakery, givenHost, lockMade, minutesAfterNoon, NOON, queuedMessage, taken, workerAt } from '../cases/story-for-tests.ts'
import { withTestDatabase } from '../setup/test-database.ts'

const SPAMCOP = knownBlocklist('spamcop') as Blocklist
const BAKER = 'kontakt@baeckerei.example'

test('a listing points to the account that was locked on that host shortly before, and to nobody on another host', async () => {
  const { db } = await withTestDatabase()
  const [alt3, mx01] = [await givenHost(db, 'alt3'), await givenHost(db, 'mx01')]
  await givenBakery(db)
  await storeAgentEvents(workerAt(db, NOON), alt3.id, eventPage(1, [lockMade(BAKER), taken(BAKER, '11111111-1111-4111-8111-111111111111', [queuedMessage('a', BAKER), queuedMessage('b', BAKER)])]))
  await db.accountHour.create({ data: { accountId: (await db.account.findFirstOrThrow()).id, hostId: alt3.id, hour: NOON, messages: 1312, recipients: 1312, delivered: 0, deferred: 0, bounced: 600, unknownRecipients: 600, held: 0, refused: 0, networks: [] } })

  const listing = { meaning: 'listed', text: null, since: minutesAfterNoon(120) }
  const found = await findLikelyCause(db, SPAMCOP, listing, [alt3.id])
  expect(found).toMatchObject({ verdict: 'one', suspects: [{ account: BAKER }], time: { isTold: false } })
  expect(found.suspects[0]?.reasons.map(({ kind }) => kind).sort()).toEqual(['locked', 'quarantined', 'sent-much', 'unknown-recipients'])
  expect(await findLikelyCause(db, SPAMCOP, listing, [mx01.id])).toMatchObject({ verdict: 'nobody', suspects: [] })
  expect(await findLikelyCause(db, SPAMCOP, { ...listing, text: 'last report 2026-11-22 03:12 UTC', since: minutesAfterNoon(120) }, [alt3.id])).toMatchObject({ verdict: 'nobody', time: { isTold: true } })
})

test('what a listing costs is told by replies that name the list, with the most it may be', async () => {
  const { db } = await withTestDatabase()
  const host = await givenHost(db, 'alt3')
  await givenBakery(db)
  await storeAgentEvents(workerAt(db, NOON), host.id, eventPage(1, [lockMade(BAKER)]))
  const reply = '550 5.7.1 Service unavailable; client [198.51.100.13] blocked using bl.spamcop.net'
  const cell = { receiver: 'google', outcome: 'bounced' as const, ip: null, count: 40 }
  await storeAgentEvents(workerAt(db, NOON), host.id, eventPage(2, [{
    kind: 'deliveries', step: NOON.toISOString(),
    cells: [{ ...cell, refusalClass: 'ip_block' }, { ...cell, refusalClass: 'unknown_user' }],
    samples: [
      { at: NOON.toISOString(), receiver: 'google', outcome: 'bounced', refusalClass: 'ip_block', account: BAKER, reply },
      { at: NOON.toISOString(), receiver: 'google', outcome: 'bounced', refusalClass: 'unknown_user', account: BAKER, reply: '550 5.1.1 no such user' },
    ],
  }]))
  expect(await readListingCost(db, SPAMCOP, [host.id], minutesAfterNoon(60))).toMatchObject({ named: 1, atMost: 40, receivers: ['google'], customers: ['10417'] })
  expect(await readListingCost(db, knownBlocklist('psbl') as Blocklist, [host.id], minutesAfterNoon(60))).toMatchObject({ named: 0, atMost: 0, receivers: [], customers: [] })
  expect(await readListingCost(db, SPAMCOP, [host.id], minutesAfterNoon(25 * 60))).toMatchObject({ named: 0 })
})
