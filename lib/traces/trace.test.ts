import { expect, test } from 'vitest'
import { traceQuery } from '../protocol/trace.ts'
import { queryOf, questionOf, traceAddress, traceHref, traceQuestion } from './trace.ts'

const now = new Date('2026-11-24T13:31:00.000Z')
const asked = (params: Record<string, string>, isAccount = false) => questionOf(traceAddress.parse(params), isAccount)

test('the address alone makes the question, the last 24 hours when it names no span', () => {
  expect(asked({ q: 'anna@example.org' })?.question).toEqual({ needle: 'anna@example.org', kind: 'recipient', span: '24h', until: null })
  expect(asked({ q: 'anna@example.org', as: 'sender', span: '7d' })?.question).toMatchObject({ kind: 'sender', span: '7d' })
})

test('the name of an account is meant as one, unless the text or the asker says otherwise', () => {
  expect(asked({ q: 'kontakt@baeckerei.example' }, true)?.question.kind).toBe('account')
  expect(asked({ q: 'kontakt@baeckerei.example', as: 'recipient' }, true)).toMatchObject({ question: { kind: 'recipient' }, isChosen: true })
  expect(asked({ q: 'to=<kontakt@baeckerei.example>' }, true)?.question.kind).toBe('recipient')
})

test('what makes no sense in an address is left out, never an error', () => {
  expect(asked({ q: 'anna@example.org', as: 'nonsense', span: 'for ever', until: 'yesterday' })?.question).toEqual({ needle: 'anna@example.org', kind: 'recipient', span: '24h', until: null })
  expect(asked({ q: 'anna@example.org', as: 'queue-id' })?.question.kind).toBe('recipient')
  expect(asked({})).toBeNull()
  expect(traceAddress.parse({ q: ['one', 'two'] }).q).toBe('one')
})

test('a link asks the same again', () => {
  const address = traceAddress.parse({ q: '<a+b@c.example>', as: 'message-id', span: '1h', until: now.toISOString() })
  const href = traceHref('/support/trace', address)
  expect(traceAddress.parse(Object.fromEntries(new URL(href, 'https://desk.example').searchParams))).toEqual(address)
})

test('a query asks for one thing, within the span, and of a customer’s accounts when there are any', () => {
  const query = queryOf(traceQuestion.parse({ needle: 'a@b.example', kind: 'message-id', span: '1h', until: null }), { accounts: ['x@y.example'], messagesMax: 50, now })
  expect(traceQuery.parse(query)).toEqual({ messageId: 'a@b.example', accounts: ['x@y.example'], since: '2026-11-24T12:31:00.000Z', until: '2026-11-24T13:31:00.000Z', messagesMax: 50 })
  const all = queryOf(traceQuestion.parse({ needle: 'a@b.example', kind: 'sender', span: 'all', until: '2026-11-20T00:00:00.000Z' }), { accounts: null, messagesMax: 50, now })
  expect(traceQuery.parse(all)).toMatchObject({ sender: 'a@b.example', until: '2026-11-20T00:00:00.000Z' })
  expect(all).not.toHaveProperty('accounts')
})

test('what no queue id or account can be is no question', () => {
  expect(traceQuestion.safeParse({ needle: 'ALL', kind: 'queue-id', span: '1h', until: null }).success).toBe(false)
  expect(traceQuestion.safeParse({ needle: '-rf', kind: 'account', span: '1h', until: null }).success).toBe(false)
})
