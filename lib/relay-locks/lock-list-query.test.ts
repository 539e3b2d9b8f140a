import { expect, test } from 'vitest'
import { lockListHref, lockListQuery } from './lock-list-query.ts'

test('an address without filters shows every lock in force', () => {
  expect(lockListQuery.parse({ waits: 'nonsense' })).toEqual({ waits: 'all', q: '', page: 1 })
})

test('a filter chosen on page three leads to its first page and keeps the search', () => {
  const query = lockListQuery.parse({ q: 'mx02', page: '3' })
  expect(lockListHref(query, { waits: 'watch' })).toBe('/support/locks?waits=watch&q=mx02')
  expect(lockListHref(query, { q: '' })).toBe('/support/locks')
})
