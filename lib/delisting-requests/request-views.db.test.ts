import { expect, test } from 'vitest'
import { viewerWith } from '../access/web-desk-for-tests.ts'
import type { Doing } from '../audit/doing.ts'
import { askRequest } from '../cases/ask-request.ts'
import { draftRequest } from '../cases/draft-request.ts'
import { givenHost, givenPerson, minutesAfterNoon, NOON } from '../cases/story-for-tests.ts'
import type { Db } from '../db.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import type { DraftRequestInput } from './delisting-request.ts'
import { getNewRequest } from './new-request-views.ts'
import { noteAnswer } from './note-answer.ts'
import { newRequestQuery, requestListQuery } from './request-list-query.ts'
import { getRequest, listRequests } from './request-views.ts'
import { requestsAbout } from './requests-about-views.ts'
import { withdrawRequest } from './withdraw-request.ts'

const support = viewerWith(['support'])
const IP = '198.51.100.23'
const SPAMCOP: DraftRequestInput = { addressee: 'list', addresseeId: 'spamcop', targets: [IP], way: 'self-service', language: 'en' }
const MICROSOFT: DraftRequestInput = { addressee: 'receiver', addresseeId: 'microsoft-consumer', targets: [IP, '203.0.113.12'], way: 'form', language: 'en' }
const LATER = minutesAfterNoon(600)

async function given() {
  const { db } = await withTestDatabase()
  const host = await givenHost(db, 'alt3')
  await db.hostIp.create({ data: { hostId: host.id, ip: IP } })
  await db.listing.create({ data: { target: IP, list: 'spamcop', kind: 'ip4', state: 'listed', since: NOON, checkedAt: NOON, codes: ['127.0.0.2'], meaning: 'listed', text: 'Blocked', evidence: [] } })
  const person = await givenPerson(db, 'Maren Kolb', ['support'])
  const by = (minutes: number): Doing => ({ db, now: minutesAfterNoon(minutes), actor: person })
  return { db, by }
}

/** A draft, one asked in time, one overdue, one answered, one withdrawn: numbers 1 to 5. */
async function givenFive() {
  const desk = await given()
  const { by } = desk
  const ask = async (input: DraftRequestInput, due: number, ticketNumber = '') => {
    const { number } = await draftRequest(by(0), input)
    await askRequest(by(1), { number, ticketNumber, answerDueAt: minutesAfterNoon(due).toISOString() })
    return number
  }
  await draftRequest(by(0), SPAMCOP)
  await ask(MICROSOFT, 2000)
  await ask(MICROSOFT, 100, 'SRX-77')
  await noteAnswer(by(5), { number: await ask(SPAMCOP, 50), text: 'We look into it.' })
  await withdrawRequest(by(9), { number: await ask(SPAMCOP, 60), reason: 'expired' })
  return desk
}
const numbers = async (db: Db, ask: object = {}) => (await listRequests(db, support, requestListQuery.parse(ask), LATER)).rows.map(({ number }) => number)

test('what is overdue stands first, then what waits, then what was answered, then drafts; closed ones apart', async () => {
  const { db } = await givenFive()
  expect(await numbers(db)).toEqual([3, 2, 4, 1])
  expect(await numbers(db, { show: 'closed' })).toEqual([5])
  expect(await numbers(db, { show: 'draft' })).toEqual([1])
  const { rows } = await listRequests(db, support, requestListQuery.parse({}), LATER)
  expect(rows.map(({ isOverdue }) => isOverdue)).toEqual([true, false, false, false])
})

test('requests are found by list, receiver, address, ticket number and their own number', async () => {
  const { db } = await givenFive()
  expect(await numbers(db, { to: 'receiver' })).toEqual([3, 2])
  expect(await numbers(db, { q: 'srx-77' })).toEqual([3])
  expect(await numbers(db, { q: 'microsoft' })).toEqual([3, 2])
  expect(await numbers(db, { q: 'SpamCop' })).toEqual([4, 1])
  expect(await numbers(db, { q: '203.0.113.12' })).toEqual([3, 2])
  expect(await numbers(db, { q: '#2' })).toEqual([2])
  expect(await numbers(db, { q: 'nothing like this' })).toEqual([])
})

test('a page has what they say beside what is measured, the dossier as words, and the others to the same', async () => {
  const { db } = await givenFive()
  const request = await getRequest(db, support, 4, LATER)
  expect(request).toMatchObject({
    name: 'SpamCop', act: 'settle', claim: { text: 'We look into it.', at: minutesAfterNoon(5).toISOString() }, seemsOver: false,
    measured: [{ target: IP, host: 'alt3', state: 'listed', since: NOON.toISOString() }],
  })
  expect(request?.others.map(({ number }) => number)).toEqual([5, 1])
  expect(request?.dossier?.text).toContain('Please remove 198.51.100.23 from SpamCop.')
  expect(request?.guide).toMatchObject({ expiresAfterHours: 24, lookups: [{ target: IP, href: `https://www.spamcop.net/w3m?action=checkblock&ip=${IP}` }] })
  expect(await getRequest(db, support, 99, LATER)).toBeNull()
})

test('when the listing is gone the page and the list say so, and a person decides', async () => {
  const { db } = await givenFive()
  await db.listing.updateMany({ data: { state: 'clear', since: LATER } })
  expect(await getRequest(db, support, 4, LATER)).toMatchObject({ act: 'close-as-granted', seemsOver: true, state: 'answered' })
  const { rows } = await listRequests(db, support, requestListQuery.parse({}), LATER)
  expect(rows.map(({ number, seemsOver }) => [number, seemsOver])).toEqual([[3, false], [2, false], [4, true], [1, false]])
})

test('requests about a list, a receiver or an address are told wherever it is shown', async () => {
  const { db } = await givenFive()
  const about = async (of: object) => (await requestsAbout(db, support, of, LATER)).map(({ number }) => number)
  expect(await about({ list: 'spamcop' })).toEqual([5, 4, 1])
  expect(await about({ receiver: 'microsoft-consumer' })).toEqual([3, 2])
  expect(await about({ target: IP })).toEqual([5, 4, 3, 2, 1])
  expect(await about({ target: '203.0.113.12', list: 'spamcop' })).toEqual([])
})

test('a new one begins with what stands in the way: the listed addresses, what fits, what was asked before', async () => {
  const { db } = await givenFive()
  const begin = (query: object) => getNewRequest(db, support, newRequestQuery.parse(query), LATER)
  expect(await begin({ list: 'spamcop' })).toMatchObject({ step: 'write', targets: [{ target: IP, isChosen: true, measured: { state: 'listed' } }], stands: false, causes: [], earlier: [{ number: 5 }, { number: 4 }, { number: 1 }] })
  expect(await begin({ list: 'spamcop', target: '203.0.113.9' })).toMatchObject({ targets: [{ target: '203.0.113.9', isChosen: true, measured: { state: 'not-asked' } }, { target: IP, isChosen: false }] })
  const chosen = await begin({})
  expect(chosen?.step === 'choose' && chosen.lists[0]).toEqual({ id: 'spamcop', name: 'SpamCop', isInTrouble: true })
  for (const query of [{ list: 'no-such-list' }, { receiver: '../etc' }, { incident: '4711' }]) expect(await begin(query)).toBeNull()
})

test('an incident of a receiver leads to the receiver and the addresses of its hosts', async () => {
  const { db } = await given()
  const host = await db.host.findFirstOrThrow()
  const incident = await db.incident.create({ data: { kind: 'receiver-block', causeKey: 'receiver:t-online', state: 'open', openedAt: NOON } })
  await db.receiverStanding.create({ data: { hostId: host.id, receiver: 't-online', state: 'refused', since: NOON, habitAttempts: 0, habitDeferred: 0, habitRefused: 0, habitStrength: 0, habitAt: NOON, incidentId: incident.id } })
  const begun = await getNewRequest(db, support, newRequestQuery.parse({ incident: String(incident.number) }), LATER)
  expect(begun).toMatchObject({ step: 'write', addressee: 'receiver', addresseeId: 't-online', incident: incident.number, guide: { way: 'mail', language: 'de' }, targets: [{ target: IP, isChosen: true, measured: { state: 'refused' } }] })
})

test('whoever may not see the desk is told nothing', async () => {
  const { db } = await givenFive()
  for (const viewer of [viewerWith(['manager']), viewerWith(['admin']), viewerWith(['customer'], { customerId: 1 })]) {
    expect(await getRequest(db, viewer, 1, LATER)).toBeNull()
    expect(await listRequests(db, viewer, requestListQuery.parse({}), LATER)).toEqual({ rows: [], total: 0 })
    expect(await requestsAbout(db, viewer, { target: IP }, LATER)).toEqual([])
    expect(await getNewRequest(db, viewer, newRequestQuery.parse({ list: 'spamcop' }), LATER)).toBeNull()
  }
})
