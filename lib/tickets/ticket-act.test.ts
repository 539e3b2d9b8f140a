import { expect, test } from 'vitest'
import { ticketAct, type TicketFacts } from './ticket-act.ts'

const ASKED = '2026-11-23T13:06:00.000Z'
const LATER = '2026-11-24T12:52:00.000Z'
const base: TicketFacts = {
  lockState: 'notified', hasCustomer: true, hasContact: true, answers: [], asked: [{ state: 'sent', createdAt: ASKED }],
  needsSecondPerson: false, approvedById: null, viewer: { userId: 1, mayApprove: false },
}
const answered = (question: number, state = 'answered', at = LATER) => ({ question, version: 1, state, at })

test('nobody was asked yet: send the three questions', () => {
  expect(ticketAct({ ...base, lockState: 'locked', asked: [] })).toEqual({ act: 'send-questions' })
  expect(ticketAct({ ...base, lockState: 'locked', asked: [{ state: 'failed', createdAt: ASKED }] })).toEqual({ act: 'send-questions' })
})

test('an account of nobody known needs its customer before anybody can be asked', () => {
  expect(ticketAct({ ...base, hasCustomer: false, asked: [] })).toEqual({ act: 'find-customer' })
  expect(ticketAct({ ...base, hasContact: false, asked: [] })).toEqual({ act: 'find-contact' })
})

test('two of three answered: ask again for the missing one only', () => {
  expect(ticketAct({ ...base, answers: [answered(1), answered(2)] })).toEqual({ act: 'ask-again', questions: [3] })
  expect(ticketAct({ ...base, answers: [answered(1), answered(2), answered(3, 'unsure')] })).toEqual({ act: 'ask-again', questions: [3] })
})

test('once asked again we wait for the customer', () => {
  const asked = [{ state: 'sent', createdAt: '2026-11-24T13:00:00.000Z' }]
  expect(ticketAct({ ...base, answers: [answered(1), answered(2)], asked })).toEqual({ act: 'wait-for-customer', questions: [3] })
  expect(ticketAct({ ...base, asked: [{ state: 'queued', createdAt: ASKED }] })).toEqual({ act: 'wait-for-notice' })
})

test('all three answered: accept them', () => {
  expect(ticketAct({ ...base, lockState: 'answered', answers: [answered(1), answered(2), answered(3)] })).toEqual({ act: 'accept' })
})

test('accepted: unlock, guarded', () => {
  expect(ticketAct({ ...base, lockState: 'accepted' })).toEqual({ act: 'unlock' })
})

test('a repeat offender needs a second person, who does not start the unlock himself', () => {
  const repeat = { ...base, lockState: 'accepted' as const, needsSecondPerson: true }
  expect(ticketAct(repeat)).toEqual({ act: 'wait-for-second-person' })
  expect(ticketAct({ ...repeat, viewer: { userId: 2, mayApprove: true } })).toEqual({ act: 'approve' })
  expect(ticketAct({ ...repeat, approvedById: 2, viewer: { userId: 2, mayApprove: true } })).toEqual({ act: 'wait-for-second-person' })
  expect(ticketAct({ ...repeat, approvedById: 2 })).toEqual({ act: 'unlock' })
})

test('during the watch there is one act, and after the end none', () => {
  expect(ticketAct({ ...base, lockState: 'guarded-unlock' })).toEqual({ act: 'watch' })
  for (const lockState of ['open', 'lifted', 'ended'] as const) expect(ticketAct({ ...base, lockState })).toEqual({ act: 'none' })
})
