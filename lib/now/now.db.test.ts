import { expect, test } from 'vitest'
import { answerQuestions } from '../cases/answer-questions.ts'
import { BAKER, givenTicket } from '../cases/given-ticket-for-tests.ts'
import { storeAgentEvents } from '../cases/store-agent-events.ts'
import { eventPage, givenHost, lockMade, minutesAfterNoon, NOON, givenPerson, workerAt } from '../cases/story-for-tests.ts'
import { storeDomainChecks } from '../cases/store-domain-checks.ts'
import { domainFinding } from '../domain-checks/domain-check.ts'
import { saveSendingSetting } from '../domain-checks/sending-setting-records.ts'
import { assignAccount } from '../cases/assign-account.ts'
import { askRequest } from '../cases/ask-request.ts'
import { draftRequest } from '../cases/draft-request.ts'
import { searchDesk } from '../search/search-views.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { NO_COUNTS } from './frame-counts.ts'
import { frameCounts, getNow } from './now-views.ts'
import { snoozeRow } from './snooze-row.ts'

const MARA = { userId: 0, roles: ['support' as const] }

test('a lock whose account belongs to nobody asks whose it is, and once assigned the notice goes out and the row is gone', async () => {
  const { db } = await withTestDatabase()
  const host = await givenHost(db, 'mx02')
  await storeAgentEvents(workerAt(db, NOON), host.id, eventPage(1, [lockMade('stray@nowhere.example')]))
  expect((await getNow(db, MARA, NOON))?.rows).toMatchObject([{ kind: 'relay-abuse', who: 'stray@nowhere.example', next: 'find-customer' }])

  await db.customer.create({ data: { number: '7', name: 'Verein', contacts: { create: { name: 'Vorstand', email: 'vorstand@privat.example' } } } })
  const doing = { db, now: NOON, actor: await givenPerson(db, 'mara', ['support']) }
  expect(await assignAccount(doing, { account: 'stray@nowhere.example', customerNumber: '7' })).toEqual({ noticesQueued: 1 })
  expect((await getNow(db, MARA, NOON))?.rows).toEqual([])
})

test('harm comes before age: a failed notice stands above answers that wait longer', async () => {
  const { db } = await withTestDatabase()
  const ticket = await givenTicket(db)
  const user = await db.user.create({ data: { email: 'b@x.example', name: 'B', customerId: ticket.customerId } })
  await answerQuestions({ db, now: NOON, actor: { kind: 'customer', userId: user.id, customerId: ticket.customerId } }, { number: ticket.number, source: 'portal', answers: [{ question: 1, text: 'erraten', confirms: null }, { question: 2, text: 'neues Passwort', confirms: null }, { question: 3, text: 'ja, mailq leer', confirms: true }] })
  const host = await db.host.findFirstOrThrow()
  await storeAgentEvents(workerAt(db, minutesAfterNoon(30)), host.id, eventPage(2, [lockMade('zwei@baeckerei.example')]))
  await db.notice.updateMany({ where: { ticket: { number: { not: ticket.number } } }, data: { state: 'failed' } })

  expect((await getNow(db, MARA, minutesAfterNoon(60)))?.rows.map((row) => [row.kind, row.who])).toEqual([['notice-failed', 'zwei@baeckerei.example'], ['answers-in', BAKER]])
})

test('a row put off is gone for that person alone, until it changes', async () => {
  const { db } = await withTestDatabase()
  const host = await givenHost(db, 'mx31')
  await db.host.update({ where: { id: host.id }, data: { isSilent: true, lastReadAt: NOON } })
  const actor = await givenPerson(db, 'mara', ['support'])
  const mara = { ...MARA, userId: actor.userId }
  const rowKey = (await getNow(db, mara, NOON))?.rows[0]?.rowKey ?? ''
  await snoozeRow({ db, now: NOON, actor }, { rowKey, minutes: 60 })

  expect([(await getNow(db, mara, NOON))?.rows.length, (await getNow(db, MARA, NOON))?.rows.length]).toEqual([0, 1])
  await db.host.update({ where: { id: host.id }, data: { lastReadAt: minutesAfterNoon(5) } })
  expect((await getNow(db, mara, minutesAfterNoon(10)))?.rows.length).toBe(1)
})

test('whoever may not see the desk sees no rows, no counts and finds nothing', async () => {
  const { db } = await withTestDatabase()
  await givenTicket(db)
  const admin = { userId: 0, roles: ['admin' as const] }
  expect(await getNow(db, admin, NOON)).toBeNull()
  expect((await frameCounts(db, admin, NOON)).locks).toBe(0)
  expect(await searchDesk(db, admin, BAKER)).toEqual([])
})

test('one field finds tickets, customers, accounts and hosts', async () => {
  const { db } = await withTestDatabase()
  const ticket = await givenTicket(db)
  const kinds = async (query: string) => (await searchDesk(db, MARA, query)).map((found) => found.kind)
  expect(await kinds(String(ticket.number))).toContain('ticket')
  expect(await kinds('10417')).toEqual(['customer'])
  expect(await kinds('Bäckerei')).toEqual(['customer'])
  expect(await kinds('baeckerei.ex')).toEqual(['account'])
  expect(await kinds('mx02')).toEqual(['host'])
  expect(await kinds('%')).toEqual([])
})

test('the numbers beside the pages count open locks and tickets that wait for us', async () => {
  const { db } = await withTestDatabase()
  await givenTicket(db)
  expect(await frameCounts(db, MARA, NOON)).toEqual({ ...NO_COUNTS, locks: 1, incidents: 1 })
})

test('a delisting request stands here when its answer is overdue, leads to its page, and is found by their ticket number', async () => {
  const { db } = await withTestDatabase()
  const doing = { db, now: NOON, actor: await givenPerson(db, 'mara', ['support']) }
  const { number } = await draftRequest(doing, { addressee: 'list', addresseeId: 'spamcop', targets: ['198.51.100.13'], way: 'form', language: 'en' })
  await askRequest(doing, { number, ticketNumber: 'SR-4711', answerDueAt: minutesAfterNoon(60).toISOString() })
  expect((await getNow(db, MARA, minutesAfterNoon(59)))?.rows).toEqual([])
  expect(await frameCounts(db, MARA, minutesAfterNoon(59))).toMatchObject({ requests: 1, requestsToDo: 0 })

  expect((await getNow(db, MARA, minutesAfterNoon(60)))?.rows).toMatchObject([{ kind: 'request-due', who: 'SpamCop', next: 'chase-request', href: `/support/requests/${number}` }])
  expect(await frameCounts(db, MARA, minutesAfterNoon(60))).toMatchObject({ now: 1, requestsToDo: 1 })
  expect(await searchDesk(db, MARA, 'sr-4711')).toMatchObject([{ kind: 'request', title: 'SR-4711', about: 'SpamCop' }])
})

test('a domain of ours that fails stands here until it passes, a customer who forbids our hosts is one row of all of them', async () => {
  const { db } = await withTestDatabase()
  await db.$transaction((tx) => saveSendingSetting(tx, { ownDomains: ['provider.example'], includeDomain: null, dkimSelectors: [] }, NOON))
  const customer = await db.customer.create({ data: { number: '7', name: 'Verein', domains: { create: { domain: 'verein.example' } } } })
  const look = (domain: string, customerId: number | null, finding: 'not-named' | 'named', minutes: number) =>
    storeDomainChecks(workerAt(db, minutesAfterNoon(minutes)), { domain, customerId }, [domainFinding('spf', '', { finding, record: 'v=spf1 -all' })])
  await look('provider.example', null, 'not-named', 0)
  await look('verein.example', customer.id, 'not-named', 1)
  expect((await getNow(db, MARA, minutesAfterNoon(2)))?.rows).toMatchObject([
    { kind: 'own-domain', who: 'provider.example', what: { text: 'SPF' }, next: 'cure-domain' },
    { kind: 'customer-domains', who: 'verein.example', next: 'tell-customers', href: '/support/domains/verein.example' },
  ])
  await look('provider.example', null, 'named', 60)
  await look('verein.example', customer.id, 'named', 60)
  expect((await getNow(db, MARA, minutesAfterNoon(61)))?.rows).toEqual([])
})
