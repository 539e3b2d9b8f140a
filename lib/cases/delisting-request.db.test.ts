import { expect, test } from 'vitest'
import type { Doing } from '../audit/doing.ts'
import type { Db } from '../db.ts'
import { addRequestNote } from '../delisting-requests/add-request-note.ts'
import { listToRemind } from '../delisting-requests/delisting-request-records.ts'
import type { DraftRequestInput } from '../delisting-requests/delisting-request.ts'
import { readDossier } from '../delisting-requests/dossier.ts'
import { measureRequests } from '../delisting-requests/measured-records.ts'
import { seemsOver } from '../delisting-requests/measured.ts'
import { noteAnswer } from '../delisting-requests/note-answer.ts'
import { putOffAnswer } from '../delisting-requests/put-off-answer.ts'
import { remindRequest } from '../delisting-requests/remind-request.ts'
import { saveDossier } from '../delisting-requests/save-dossier.ts'
import { settleRequest } from '../delisting-requests/settle-request.ts'
import { takeBackMove } from '../delisting-requests/take-back-move.ts'
import { withdrawRequest } from '../delisting-requests/withdraw-request.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { askRequest } from './ask-request.ts'
import { draftRequest } from './draft-request.ts'
import { renewDossier } from './renew-dossier.ts'
import { storeAgentEvents } from './store-agent-events.ts'
import { eventPage, givenBakery, givenHost, givenPerson, lockMade, minutesAfterNoon, NOON, workerAt } from './story-for-tests.ts'

const IP = '203.0.113.25'
const DUE = '2026-11-26T12:00:00.000Z'
const LATER = new Date('2026-11-27T12:00:00.000Z')

/** A host with a listing on SpamCop since noon, after a burst of the bakery's account. */
async function given() {
  const { db } = await withTestDatabase()
  const host = await givenHost(db, 'mx02')
  await db.hostIp.create({ data: { hostId: host.id, ip: IP } })
  await givenBakery(db)
  const person = await givenPerson(db, 'Maren Kolb', ['support'])
  const incident = await db.incident.create({ data: { kind: 'listing', causeKey: `target:${IP}`, state: 'open', openedAt: NOON } })
  await db.listing.create({ data: { target: IP, list: 'spamcop', kind: 'ip4', state: 'listed', since: NOON, checkedAt: NOON, codes: ['127.0.0.2'], meaning: 'listed', text: 'Blocked - see https://www.spamcop.net/bl.shtml', incidentId: incident.id } })
  await storeAgentEvents(workerAt(db, NOON), host.id, eventPage(1, [lockMade('kontakt@baeckerei.example')]))
  const by = (now: Date): Doing => ({ db, now, actor: person })
  return { db, host, by, incident, doing: by(minutesAfterNoon(30)) }
}
const SPAMCOP: DraftRequestInput = { addressee: 'list', addresseeId: 'spamcop', targets: [IP], way: 'form', language: 'en' }
const read = (db: Db, number: number) => db.delistingRequest.findUniqueOrThrow({ where: { number } })
const story = async (db: Db, number: number) => (await db.changeRow.findMany({ where: { request: { number } }, orderBy: { id: 'asc' } })).map(({ from, to, evidence }) => [from, to, (evidence as { what?: string }).what ?? null])

test('a request is written from what is known, joins the incident of the listing, and is on record from its first word to its last', async () => {
  const { db, doing, by, incident } = await given()
  const { number } = await draftRequest(doing, SPAMCOP)
  await askRequest(doing, { number, ticketNumber: 'SR-1', answerDueAt: DUE })
  await noteAnswer(by(minutesAfterNoon(90)), { number, text: 'We look into it.' })
  await settleRequest(by(minutesAfterNoon(200)), { number, outcome: 'granted', text: 'Delisted.' })

  expect(await read(db, number)).toMatchObject({ state: 'granted', ticketNumber: 'SR-1', askedAt: doing.now, answerDueAt: new Date(DUE), outcome: 'Delisted.', closedAt: minutesAfterNoon(200), incidentId: incident.id })
  expect(await story(db, number)).toEqual([[null, 'draft', null], ['draft', 'asked', null], ['asked', 'answered', 'answer'], ['answered', 'granted', null]])
  // The incident's story has all of it too.
  expect(await db.changeRow.count({ where: { incidentId: incident.id, kind: 'delisting-request' } })).toBe(4)
  expect(await db.audit.count({ where: { subject: `delisting request ${number}` } })).toBe(4)
})

test('what goes out names what was found and done, and no customer', async () => {
  const { db, doing } = await given()
  const { number } = await draftRequest(doing, SPAMCOP)
  const { dossier } = await read(db, number)
  const value = (field: string) => readDossier(dossier)?.values.find((each) => each.field === field)?.value
  expect(value('addresses')).toBe(`${IP}  mx02`)
  expect(value('since')).toBe('24 November 2026, 12:00:00 UTC')
  expect(value('cause')).toContain('1,312 messages')
  expect(value('measures')).toContain('The account was locked for sending at 24 November 2026, 12:00:00 UTC.')
  expect(dossier).not.toMatch(/baeckerei|Bäckerei|10417/)
})

test('while the cause stands nobody asks without saying why', async () => {
  const { db, doing, host } = await given()
  const { number } = await draftRequest(doing, SPAMCOP)
  await db.hostCheck.create({ data: { hostId: host.id, source: 'probe', check: 'refuses-unknown-recipient', place: `${IP}:25`, state: 'fail', since: NOON, checkedAt: NOON, evidence: '250 2.1.5 Ok', looks: [] } })
  await expect(askRequest(doing, { number, ticketNumber: '', answerDueAt: DUE })).rejects.toMatchObject({ code: 'conflict', userMessageKey: 'errors.request.cause-stands' })
  expect(await read(db, number)).toMatchObject({ state: 'draft' })

  await askRequest(doing, { number, ticketNumber: '', answerDueAt: DUE, despite: 'The recipient list goes live in an hour.' })
  expect(await read(db, number)).toMatchObject({ state: 'asked' })
})

test('a check that fails but lists nobody does not keep anybody from asking', async () => {
  const { db, doing, host } = await given()
  const { number } = await draftRequest(doing, SPAMCOP)
  await db.hostCheck.create({ data: { hostId: host.id, source: 'probe', check: 'starttls-not-last', place: `${IP}:25`, state: 'fail', since: NOON, checkedAt: NOON, evidence: '250 STARTTLS', looks: [] } })
  await askRequest(doing, { number, ticketNumber: '', answerDueAt: DUE })
  expect(await read(db, number)).toMatchObject({ state: 'asked' })
})

test('of two who close at once one does, and the other is told', async () => {
  const { db, doing } = await given()
  const { number } = await draftRequest(doing, SPAMCOP)
  await askRequest(doing, { number, ticketNumber: '', answerDueAt: DUE })
  const both = await Promise.allSettled([settleRequest(doing, { number, outcome: 'granted', text: 'Gone.' }), settleRequest(doing, { number, outcome: 'refused', text: 'No.' })])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await db.changeRow.count({ where: { request: { number }, to: { in: ['granted', 'refused'] } } })).toBe(1)
})

test('an overdue answer is told once, put off for a reason, and told again', async () => {
  const { db, doing, by } = await given()
  const { number } = await draftRequest(doing, SPAMCOP)
  await askRequest(doing, { number, ticketNumber: '', answerDueAt: DUE })
  expect(await listToRemind(db, minutesAfterNoon(60), 10)).toEqual([])

  expect(await listToRemind(db, LATER, 10)).toEqual([{ number }])
  const told = await Promise.all([remindRequest(workerAt(db, LATER), number), remindRequest(workerAt(db, LATER), number)])
  expect(told.sort()).toEqual([false, true])
  expect(await listToRemind(db, LATER, 10)).toEqual([])

  await putOffAnswer(by(LATER), { number, answerDueAt: '2026-11-30T12:00:00.000Z', reason: 'They asked for patience.' })
  expect(await listToRemind(db, LATER, 10)).toEqual([])
  expect(await listToRemind(db, new Date('2026-12-01T12:00:00.000Z'), 10)).toEqual([{ number }])
  expect((await story(db, number)).slice(2)).toEqual([['asked', 'asked', 'overdue'], ['asked', 'asked', 'due']])
})

test('an answer is not due in the past, nor in years', async () => {
  const { doing } = await given()
  const { number } = await draftRequest(doing, SPAMCOP)
  await expect(askRequest(doing, { number, ticketNumber: '', answerDueAt: NOON.toISOString() })).rejects.toMatchObject({ code: 'bad-input' })
  await expect(askRequest(doing, { number, ticketNumber: '', answerDueAt: '2036-01-01T00:00:00.000Z' })).rejects.toMatchObject({ code: 'bad-input' })
})

test('a draft is put into words by people and written anew; what was sent stays as it was sent', async () => {
  const { db, doing } = await given()
  const { number } = await draftRequest(doing, SPAMCOP)
  await saveDossier(doing, { number, field: 'contactName', value: 'Maren Kolb' })
  const name = async () => readDossier((await read(db, number)).dossier)?.values.find(({ field }) => field === 'contactName')?.value
  expect(await name()).toBe('Maren Kolb')
  await renewDossier(doing, { number, language: 'de' })
  expect(await name()).toBeNull()
  await expect(saveDossier(doing, { number, field: 'optIn', value: 'none' })).rejects.toMatchObject({ code: 'not-found' })

  await askRequest(doing, { number, ticketNumber: '', answerDueAt: DUE })
  await expect(saveDossier(doing, { number, field: 'contactName', value: 'X' })).rejects.toMatchObject({ code: 'conflict' })
  await expect(renewDossier(doing, { number, language: 'en' })).rejects.toMatchObject({ code: 'conflict' })
})

test('a mistake is taken back, also the last one; notes are kept after the end', async () => {
  const { db, doing } = await given()
  const { number } = await draftRequest(doing, SPAMCOP)
  await askRequest(doing, { number, ticketNumber: 'SR-1', answerDueAt: DUE })
  await takeBackMove(doing, { number, reason: 'The form had failed.' })
  expect(await read(db, number)).toMatchObject({ state: 'draft', askedAt: null, answerDueAt: null })

  await withdrawRequest(doing, { number, reason: 'It expires tonight.' })
  await addRequestNote(doing, { number, text: 'It did.' })
  expect(await read(db, number)).toMatchObject({ state: 'withdrawn', closedAt: doing.now })
  await takeBackMove(doing, { number, reason: 'It did not.' })
  expect(await read(db, number)).toMatchObject({ state: 'draft', closedAt: null })
})

test('what nobody knows cannot be asked, and customers and hosts ask nothing', async () => {
  const { db, doing } = await given()
  await expect(draftRequest(doing, { ...SPAMCOP, addresseeId: 'no-such-list' })).rejects.toMatchObject({ code: 'not-found' })
  await expect(draftRequest(doing, { ...SPAMCOP, addressee: 'receiver', addresseeId: 'no-such-receiver' })).rejects.toMatchObject({ code: 'not-found' })
  await expect(draftRequest(doing, { ...SPAMCOP, incident: 4711 })).rejects.toMatchObject({ code: 'not-found' })
  await expect(draftRequest({ ...doing, actor: { kind: 'customer', userId: 1, customerId: 1 } }, SPAMCOP)).rejects.toMatchObject({ code: 'not-allowed' })
  const { number } = await draftRequest(doing, SPAMCOP)
  await expect(withdrawRequest({ ...doing, actor: { kind: 'agent', hostId: 1, hostName: 'mx02' } }, { number, reason: 'no' })).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(withdrawRequest(doing, { number: number + 1, reason: 'no' })).rejects.toMatchObject({ code: 'not-found' })
  expect(await db.delistingRequest.count()).toBe(1)
})

test('what is measured says whether it seems over; a silent host and an unusable answer never do', async () => {
  const { db, doing, host } = await given()
  const list = await draftRequest(doing, SPAMCOP)
  const receiver = await draftRequest(doing, { ...SPAMCOP, addressee: 'receiver', addresseeId: 'microsoft-consumer' })
  const measured = async (number: number) => {
    const request = await db.delistingRequest.findUniqueOrThrow({ where: { number } })
    const addressee = request.addressee === 'list' ? 'list' : 'receiver'
    const found = (await measureRequests(db, [{ ...request, addressee }])).get(number) ?? []
    return [found.map(({ state }) => state), seemsOver(addressee, found)]
  }
  expect(await measured(list.number)).toEqual([['listed'], false])
  expect(await measured(receiver.number)).toEqual([['no-mail'], false])

  await db.listing.update({ where: { target_list: { target: IP, list: 'spamcop' } }, data: { state: 'unknown' } })
  expect(await measured(list.number)).toEqual([['unknown'], false])
  await db.listing.update({ where: { target_list: { target: IP, list: 'spamcop' } }, data: { state: 'clear' } })
  expect(await measured(list.number)).toEqual([['clear'], true])

  await db.receiverStanding.create({ data: { hostId: host.id, receiver: 'microsoft-consumer', state: 'fine', since: NOON, habitAttempts: 0, habitDeferred: 0, habitRefused: 0, habitStrength: 0, habitAt: NOON } })
  expect(await measured(receiver.number)).toEqual([['fine'], true])
  await db.host.update({ where: { id: host.id }, data: { isSilent: true } })
  expect(await measured(receiver.number)).toEqual([['silent'], false])
})
