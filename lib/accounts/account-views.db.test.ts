import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { givenWebDesk, viewerWith } from '../access/web-desk-for-tests.ts'
import { savePolicy } from '../cases/save-policy.ts'
import { storeAgentEvents } from '../cases/store-agent-events.ts'
import { eventPage, givenBakery, givenHost, lockMade, minutesAfterNoon, NOON, queuedMessage, taken, workerAt } from '../cases/story-for-tests.ts'
import { DEFAULT_POLICY } from '../policies/policy.ts'
import type { EventOf } from '../protocol/events.ts'
import { getHostForSupport, listHostsForSupport } from '../hosts/host-views.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { listAccountsForSupport } from './account-list-views.ts'
import { accountListQuery } from './account-list-query.ts'
import { getAccountForSupport } from './account-views.ts'

const BAKER = 'kontakt@baeckerei.example'
const CLUB = 'post@verein.example'
const LATER = minutesAfterNoon(30)
const support = viewerWith(['support'])

function activity(account: string, messages: number): EventOf<'activity'> {
  return {
    kind: 'activity', account, hour: NOON.toISOString(), messages, recipients: messages, delivered: 163, deferred: 0, bounced: 0,
    unknownRecipients: 0, held: 0, refused: 612, networks: ['192.0.2.0/24'],
  }
}

async function givenBurst() {
  const { db, url } = await withTestDatabase()
  givenWebDesk(db, url)
  const [mx02] = [await givenHost(db, 'mx02'), await givenHost(db, 'mx31')]
  await givenBakery(db)
  const batch = taken(BAKER, randomUUID(), [queuedMessage('A1B2C3D4', BAKER)])
  await storeAgentEvents(workerAt(db, NOON), mx02.id, eventPage(1, [lockMade(BAKER), batch, activity(BAKER, 1312), activity(CLUB, 4)]))
  return { db, mx02 }
}

test('an account page says that it may fetch and not send, since when, and what was taken', async () => {
  await givenBurst()
  const account = await getAccountForSupport(support, BAKER, { period: '24h', now: LATER })
  expect(account).toMatchObject({
    mayFetch: true, sending: 'locked', lock: { state: 'locked', ticketNumber: expect.any(Number) }, locksInTwelveMonths: 1,
    customer: { number: '10417', accounts: 1, contactsByMail: 1, othersLocked: 0 },
    sinceLock: { accepted: 1312, leftBefore: 163, quarantined: { limit: 1 }, lockedMs: 1_800_000, refused: 612 },
    traffic: { networks: [{ network: '192.0.2.0/24', hours: 1 }], hours: [{ messages: 1312, delivered: 163, refused: 612 }] },
    quarantined: { messages: 1, bytes: 1400 }, limits: { from: 'desk', limits: { unknownMax: 50 } },
  })
  expect(account?.hosts.map(({ name, wanted, isBehind }) => [name, wanted, isBehind])).toEqual([['mx02', 'locked', true], ['mx31', 'locked', true]])
  expect(account?.traffic.series.bars.at(-1)).toMatchObject({ messages: 1312 })
})

test('an account that was never locked may send', async () => {
  await givenBurst()
  expect(await getAccountForSupport(support, CLUB, { period: '14d', now: LATER })).toMatchObject({ sending: 'open', lock: null, sinceLock: null, customer: null })
})

test('the timeline of an account can be read by kind and page by page', async () => {
  await givenBurst()
  const only = await getAccountForSupport(support, BAKER, { period: '24h', kinds: ['quarantine'], now: LATER })
  expect(only?.story.entries.map((entry) => entry.kind)).toEqual(['quarantine'])
})

const listed = (ask: object) => listAccountsForSupport(support, { ...accountListQuery.parse(ask), now: LATER })

test('accounts are found by a part of their name or their customer, locked ones alone, those of nobody alone', async () => {
  await givenBurst()
  const names = async (ask: object) => (await listed(ask)).rows.map((row) => row.name)
  expect(await names({})).toEqual([BAKER, CLUB])
  expect(await names({ q: 'muster' })).toEqual([BAKER])
  expect(await names({ q: 'verein' })).toEqual([CLUB])
  expect(await names({ show: 'locked' })).toEqual([BAKER])
  expect(await names({ show: 'nobody' })).toEqual([CLUB])
  expect(await names({ show: 'busy' })).toEqual([BAKER, CLUB])
  expect(await listed({ page: 2 })).toEqual({ rows: [], total: 2 })
})

test('the list says whose an account is, whether it may send, through which hosts, and how much', async () => {
  const { db, mx02 } = await givenBurst()
  const wish = await db.standingOrder.findFirstOrThrow({ where: { hostId: mx02.id, kind: 'relay' } })
  await storeAgentEvents(workerAt(db, LATER), mx02.id, eventPage(5, [{
    kind: 'standing', standing: { kind: 'relay', key: BAKER, version: wish.version, found: 'locked', agentLockId: null, at: LATER.toISOString() },
  }], LATER))
  const [baker, club] = (await listed({})).rows
  expect(baker).toMatchObject({
    customer: { number: '10417' }, sending: 'locked', lock: { state: 'locked', ticketNumber: expect.any(Number) },
    hosts: ['mx02'], standing: { wanted: 2, agreed: 1 }, rate: 875, sentToday: 1312, quarantined: 1,
  })
  expect(club).toMatchObject({ customer: null, sending: 'open', lock: null, standing: { wanted: 0, agreed: 0 } })
})

test('an account of a customer with limits of his own is held to those', async () => {
  const { db } = await givenBurst()
  const own = { limits: { ...DEFAULT_POLICY.limits, unknownMax: 7 } }
  await savePolicy(workerAt(db, LATER), { of: 'customer', customerNumber: '10417', policy: own, reason: 'agreed' })
  expect(await getAccountForSupport(support, BAKER, { period: '24h', now: LATER })).toMatchObject({ limits: { from: 'customer', limits: { unknownMax: 7 } } })
  expect(await getAccountForSupport(support, CLUB, { period: '24h', now: LATER })).toMatchObject({ limits: { from: 'desk', limits: { unknownMax: 50 } } })
})

test('whoever may not see the desk sees no account and no host', async () => {
  await givenBurst()
  for (const viewer of [viewerWith(['manager']), viewerWith(['admin']), viewerWith(['customer'], { customerId: 1 })]) {
    expect(await getAccountForSupport(viewer, BAKER, { period: '24h', now: LATER })).toBeNull()
    expect(await listAccountsForSupport(viewer, { ...accountListQuery.parse({}), now: LATER })).toEqual({ rows: [], total: 0 })
    expect(await getHostForSupport(viewer, 'mx02', { now: LATER })).toBeNull()
    expect(await listHostsForSupport(viewer, { q: '', page: 1, now: LATER })).toEqual({ rows: [], total: 0, found: 0 })
  }
})

test('a host page shows silence first, then trouble, with what is wanted and not yet found', async () => {
  const { db, mx02 } = await givenBurst()
  await db.host.updateMany({ data: { joinedAt: NOON } })
  await storeAgentEvents(workerAt(db, LATER), mx02.id, eventPage(5, [{ kind: 'trouble', code: 'log-unreadable', text: 'mail.log: permission denied', over: false }], LATER))
  const { rows: hosts } = await listHostsForSupport(support, { q: '', page: 1, now: LATER })
  expect(hosts.map(({ name, state }) => [name, state])).toEqual([['mx31', 'silent'], ['mx02', 'heard']])
  const host = await getHostForSupport(support, 'mx02', { now: LATER })
  expect(host).toMatchObject({ troubles: [{ code: 'log-unreadable' }], standing: { wanted: 1, agreed: 0 }, wishes: [{ key: BAKER, wanted: 'locked', found: null, isBehind: true }] })
})
