import { expect, test } from 'vitest'
import { accountListHref, accountListQuery, perHour, rateSince } from './account-list-query.ts'

test('an address that makes no sense shows all accounts from the first page', () => {
  expect(accountListQuery.parse({ show: 'x', page: '-3', q: ['a', 'b'] })).toEqual({ show: 'all', q: '', page: 1 })
})

test('another filter begins at its first page and keeps the words', () => {
  const query = accountListQuery.parse({ show: 'busy', q: 'muster', page: '3' })
  expect(accountListHref(query, { show: 'nobody' })).toBe('/support/accounts?show=nobody&q=muster')
  expect(accountListHref(query, { page: 4 })).toBe('/support/accounts?show=busy&q=muster&page=4')
})

test('a rate is told over more than an hour, also in the first minute of an hour', () => {
  const now = new Date('2026-11-24T14:01:00Z')
  expect(rateSince(now)).toEqual(new Date('2026-11-24T13:00:00Z'))
  expect(perHour(61, now)).toBe(60)
})
