import { expect, test } from 'vitest'
import { askRequestInput, draftRequestInput, isOverdue, moveRequest, readRequestNumber, requestAct, requestStates, type RequestMove, type RequestState } from './delisting-request.ts'

const at = (state: RequestState, more: { wasAsked?: boolean; hasAnswer?: boolean } = {}) => ({ state, wasAsked: state !== 'draft', hasAnswer: false, ...more })

test.each<[RequestState, RequestMove, RequestState]>([
  ['draft', 'ask', 'asked'],
  ['asked', 'answer', 'answered'],
  ['answered', 'answer', 'answered'],
  // "Not qualified for mitigation" is answered on the same ticket.
  ['answered', 'ask', 'asked'],
  ['asked', 'grant', 'granted'],
  ['answered', 'grant', 'granted'],
  ['asked', 'refuse', 'refused'],
  ['answered', 'refuse', 'refused'],
  ['draft', 'withdraw', 'withdrawn'],
  ['asked', 'withdraw', 'withdrawn'],
  ['answered', 'withdraw', 'withdrawn'],
])('a request that is %s can %s and is %s then', (state, move, then) => {
  expect(moveRequest(at(state), move)).toEqual({ ok: true, state: then })
})

test.each<[RequestState, RequestMove, string]>([
  ['draft', 'answer', 'not-asked'],
  ['draft', 'grant', 'not-asked'],
  ['draft', 'refuse', 'not-asked'],
  ['asked', 'ask', 'asked-already'],
  ['granted', 'ask', 'closed'],
  ['refused', 'answer', 'closed'],
  ['withdrawn', 'grant', 'closed'],
  ['granted', 'withdraw', 'closed'],
  ['draft', 'take-back', 'nothing-to-take-back'],
])('a request that is %s cannot %s: %s', (state, move, why) => {
  expect(moveRequest(at(state), move)).toEqual({ ok: false, why })
})

test('taking back leads to where it stood, also from the end', () => {
  expect(moveRequest(at('asked'), 'take-back')).toEqual({ ok: true, state: 'draft' })
  expect(moveRequest(at('asked', { hasAnswer: true }), 'take-back')).toEqual({ ok: true, state: 'answered' })
  expect(moveRequest(at('answered', { hasAnswer: true }), 'take-back')).toEqual({ ok: true, state: 'asked' })
  expect(moveRequest(at('granted'), 'take-back')).toEqual({ ok: true, state: 'asked' })
  expect(moveRequest(at('refused', { hasAnswer: true }), 'take-back')).toEqual({ ok: true, state: 'answered' })
  expect(moveRequest(at('withdrawn', { wasAsked: false }), 'take-back')).toEqual({ ok: true, state: 'draft' })
})

test('the next step is one, and what is over by itself is asked about first', () => {
  const act = (state: RequestState, more: { isOverdue?: boolean; seemsOver?: boolean } = {}) => requestAct({ state, isOverdue: false, seemsOver: false, ...more })
  expect(act('draft')).toBe('ask')
  expect(act('draft', { seemsOver: true })).toBe('ask')
  expect(act('asked')).toBe('note-answer')
  expect(act('asked', { isOverdue: true })).toBe('chase')
  expect(act('asked', { isOverdue: true, seemsOver: true })).toBe('close-as-granted')
  expect(act('answered')).toBe('settle')
  for (const state of requestStates.slice(3)) expect(act(state, { isOverdue: true, seemsOver: true })).toBe('none')
})

test('only what was asked and not answered can be overdue', () => {
  const now = new Date('2026-11-24T12:00:00Z')
  const due = new Date('2026-11-24T11:00:00Z')
  expect(isOverdue({ state: 'asked', answerDueAt: due }, now)).toBe(true)
  expect(isOverdue({ state: 'asked', answerDueAt: new Date('2026-11-24T13:00:00Z') }, now)).toBe(false)
  expect(isOverdue({ state: 'answered', answerDueAt: due }, now)).toBe(false)
  expect(isOverdue({ state: 'asked', answerDueAt: null }, now)).toBe(false)
})

test('input names a target once, an addressee without tricks, and a time that is one', () => {
  const draft = { addressee: 'list', addresseeId: 'spamcop', targets: ['198.51.100.13'], way: 'form', language: 'en' }
  expect(draftRequestInput.parse(draft)).toMatchObject({ incident: null })
  for (const change of [{ targets: [] }, { targets: ['a', 'a'] }, { addresseeId: '../x' }, { addressee: 'host' }, { targets: ['a b'] }, { way: 'fax' }]) {
    expect(draftRequestInput.safeParse({ ...draft, ...change }).success).toBe(false)
  }
  expect(askRequestInput.safeParse({ number: 1, ticketNumber: '', answerDueAt: 'soon' }).success).toBe(false)
  expect(readRequestNumber('12')).toBe(12)
  for (const text of ['0', '-1', '1e3', 'x', '12345678901']) expect(readRequestNumber(text)).toBeNull()
})
