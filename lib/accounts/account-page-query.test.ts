import { expect, test } from 'vitest'
import { changeEvidence, type ChangeKind } from '../audit/change.ts'
import { accountPageHref, readAccountPageQuery } from './account-page-query.ts'
import { accountStoryShows, storyKinds } from './account-story.ts'

test('an address without words, or with wrong ones, shows a fortnight and everything', () => {
  expect(readAccountPageQuery({})).toEqual({ period: '14d', show: 'all', before: null })
  expect(readAccountPageQuery({ period: '9y', show: ['x'], before: "1' OR 1" })).toEqual({ period: '14d', show: 'all', before: null })
})

test('what is chosen stays in the address, what is usual does not', () => {
  const query = readAccountPageQuery({ period: '24h', show: 'lock', before: '77' })
  expect(accountPageHref('uid:www@web7', query, { show: 'all' })).toBe('/support/accounts/uid%3Awww%40web7?period=24h')
  expect(query.before).toBe('77')
})

// Of the installation or of a host and a receiver; no account has them.
const OF_NO_ACCOUNT: ChangeKind[] = ['receiver', 'taught-rule', 'listing', 'list-health', 'check', 'domain-check', 'delisting-request', 'blocklist-setting']

// A kind that no filter names could only be found under "all".
test('every kind of change that an account can have stands under exactly one filter', () => {
  const named = accountStoryShows.flatMap((show) => storyKinds(show) ?? [])
  const kinds = Object.keys(changeEvidence) as ChangeKind[]
  expect([...named, ...OF_NO_ACCOUNT].sort()).toEqual([...kinds].sort())
})
