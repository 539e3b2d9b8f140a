import { expect, test } from 'vitest'
import { withTestDatabase } from '../setup/test-database.ts'
import { acceptAnswers } from './accept-answers.ts'
import { answerQuestions } from './answer-questions.ts'
import { askAgain } from './ask-again.ts'
import { countAsAnswer } from './count-as-answer.ts'
import { givenTicket } from './given-ticket-for-tests.ts'
import { givenPerson, minutesAfterNoon, NOON } from './story-for-tests.ts'
import { addNote } from '../tickets/add-note.ts'
import { saveDraft } from '../tickets/save-draft.ts'
import { remind } from './remind.ts'

const CAUSE = { question: 1 as const, text: 'Das Passwort von kontakt@ war erraten.', confirms: null }
const MEASURE = { question: 2 as const, text: 'Neues Passwort mit 20 Zeichen.', confirms: null }
const QUEUE = { question: 3 as const, text: 'Ja. mailq zeigt: Mail queue is empty.', confirms: true }

async function given() {
  const { db } = await withTestDatabase()
  const ticket = await givenTicket(db)
  const login = await db.user.create({ data: { email: 'baecker@privat.example', name: 'Frau Muster', roles: ['customer'], customerId: ticket.customerId } })
  const customer = { db, now: minutesAfterNoon(5), actor: { kind: 'customer' as const, userId: login.id, customerId: ticket.customerId } }
  const support = { db, now: minutesAfterNoon(10), actor: await givenPerson(db, 'mara', ['support']) }
  const lockState = async () => (await db.relayLock.findUniqueOrThrow({ where: { id: ticket.lockId } })).state
  return { db, ticket, customer, support, lockState }
}

test('an incomplete answer leaves the lock as it is and names what is missing', async () => {
  const { ticket, customer, lockState } = await given()
  expect(await answerQuestions(customer, { number: ticket.number, source: 'portal', answers: [CAUSE, MEASURE] })).toEqual({ missing: [3] })
  expect(await lockState()).toBe('locked')
})

test('asked again, the customer is asked for the missing question alone, under its own number', async () => {
  const { db, ticket, customer, support, lockState } = await given()
  await answerQuestions(customer, { number: ticket.number, source: 'portal', answers: [CAUSE, MEASURE] })
  const { noticeId } = await askAgain(support, { number: ticket.number, questions: [3], remark: '' })

  const notice = await db.notice.findUniqueOrThrow({ where: { id: noticeId } })
  expect(notice).toMatchObject({ kind: 'ask-again', questions: [3] })
  expect(notice.text).toMatch(/^3\) Bestätigen Sie ausdrücklich/m)
  expect(notice.text).not.toMatch(/^[12]\)/m)
  expect([await lockState(), (await db.ticket.findFirstOrThrow()).waitingFor]).toEqual(['notified', 'customer'])
})

test('an answer to question 3 about the outbox waits for a person, with the hint', async () => {
  const { db, ticket, customer, lockState } = await given()
  const outbox = { question: 3 as const, text: 'Ja, der Postausgang in Outlook ist leer.', confirms: true }
  expect(await answerQuestions(customer, { number: ticket.number, source: 'portal', answers: [CAUSE, MEASURE, outbox] })).toEqual({ missing: [3] })
  expect(await db.ticketAnswer.findFirstOrThrow({ where: { question: 3 } })).toMatchObject({ state: 'unsure', hints: ['outbox'] })
  expect([await lockState(), (await db.ticket.findFirstOrThrow()).waitingFor]).toEqual(['locked', 'us'])
})

test('three answers make the lock answered, never more', async () => {
  const { ticket, customer, lockState } = await given()
  expect(await answerQuestions(customer, { number: ticket.number, source: 'portal', answers: [CAUSE, MEASURE, QUEUE] })).toEqual({ missing: [] })
  expect(await lockState()).toBe('answered')
})

test('answers are accepted only when all three are there', async () => {
  const { ticket, customer, support, lockState } = await given()
  const versions = { 1: 1, 2: 1, 3: 1 }
  await answerQuestions(customer, { number: ticket.number, source: 'portal', answers: [CAUSE, MEASURE] })
  await expect(acceptAnswers(support, { number: ticket.number, versions, remark: '' })).rejects.toMatchObject({ userMessageKey: 'errors.answers-missing' })

  await answerQuestions(customer, { number: ticket.number, source: 'portal', answers: [QUEUE] })
  await acceptAnswers(support, { number: ticket.number, versions, remark: 'checked by phone' })
  expect(await lockState()).toBe('accepted')
})

test('an answer that came in after the page was read is not accepted unread', async () => {
  const { ticket, customer, support } = await given()
  await answerQuestions(customer, { number: ticket.number, source: 'portal', answers: [CAUSE, MEASURE, QUEUE] })
  await answerQuestions(customer, { number: ticket.number, source: 'portal', answers: [{ ...MEASURE, text: 'Doch nur das Passwort.' }] })
  await expect(acceptAnswers(support, { number: ticket.number, versions: { 1: 1, 2: 1, 3: 1 }, remark: '' })).rejects.toMatchObject({ userMessageKey: 'errors.answer-changed' })
})

test('a person may count an unsure answer as one, and the lock is answered', async () => {
  const { ticket, customer, support, lockState } = await given()
  const bare = { question: 3 as const, text: 'Keine Ahnung, wir haben keinen Mailserver.', confirms: false }
  await answerQuestions(customer, { number: ticket.number, source: 'portal', answers: [CAUSE, MEASURE, bare] })
  await countAsAnswer(support, { number: ticket.number, question: 3, version: 1, remark: 'no server of their own, asked by phone' })
  expect(await lockState()).toBe('answered')
})

test('the same answer sent twice is one version; another wording is the next', async () => {
  const { db, ticket, customer } = await given()
  for (const text of ['erraten', 'erraten', 'Passwort erraten']) {
    await answerQuestions(customer, { number: ticket.number, source: 'portal', answers: [{ ...CAUSE, text }] })
  }
  expect((await db.ticketAnswer.findMany({ orderBy: { version: 'asc' } })).map((answer) => answer.text)).toEqual(['erraten', 'Passwort erraten'])
})

test('a customer cannot answer, draft or read another customer’s ticket: it does not exist for him', async () => {
  const { db, ticket, customer } = await given()
  const other = await db.customer.create({ data: { number: '7', name: 'Kanzlei' } })
  const stranger = { ...customer, actor: { ...customer.actor, customerId: other.id } }
  await expect(answerQuestions(stranger, { number: ticket.number, source: 'portal', answers: [CAUSE] })).rejects.toMatchObject({ code: 'not-found' })
  await expect(saveDraft(stranger, { number: ticket.number, drafts: [{ question: 1, text: 'x' }] })).rejects.toMatchObject({ code: 'not-found' })
  await expect(answerQuestions(stranger, { number: 99999, source: 'portal', answers: [CAUSE] })).rejects.toMatchObject({ code: 'not-found' })
  expect([await db.ticketAnswer.count(), await db.answerDraft.count()]).toEqual([0, 0])
})

test('a customer cannot write remarks into his own ticket', async () => {
  const { ticket, customer } = await given()
  await expect(addNote(customer, { number: ticket.number, text: 'let me in' })).rejects.toMatchObject({ code: 'not-allowed' })
})

test('a customer is reminded twice of what is missing, then a person has to call', async () => {
  const { db, ticket, customer } = await given()
  await answerQuestions(customer, { number: ticket.number, source: 'portal', answers: [CAUSE] })
  for (const day of [1, 2, 3, 4]) await remind({ ...customer, now: minutesAfterNoon(day * 1441 + 1), actor: { kind: 'worker' } }, ticket.id)
  expect((await db.notice.findMany({ where: { kind: 'reminder' } })).map((notice) => notice.questions)).toEqual([[2, 3], [2, 3]])
})

test('nothing is asked any more after the answers were accepted', async () => {
  const { ticket, customer, support } = await given()
  await answerQuestions(customer, { number: ticket.number, source: 'portal', answers: [CAUSE, MEASURE, QUEUE] })
  await acceptAnswers(support, { number: ticket.number, versions: { 1: 1, 2: 1, 3: 1 }, remark: '' })
  await expect(answerQuestions({ ...customer, now: NOON }, { number: ticket.number, source: 'portal', answers: [CAUSE] })).rejects.toMatchObject({ code: 'conflict' })
})
