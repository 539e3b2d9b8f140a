import { expect, test } from 'vitest'
import { hostListHref, hostListQuery, isHostFound } from './host-list-query.ts'

test.each([
  ['', true], ['mx0', true], ['MX nürn', true], ['192.0.2.7', true], ['qmail', false], ['mx01 berlin', false],
])('a host is looked for by parts of what stands in its row: %j', (search, isFound) => {
  expect(isHostFound({ name: 'mx01', site: 'Nürnberg', kind: 'postfix', ips: ['192.0.2.7'] }, search)).toBe(isFound)
})

test('the address keeps what differs from the list as it opens', () => {
  const query = hostListQuery.parse({ q: ' mx ', page: 'x' })
  expect(hostListHref(query, { page: 2 })).toBe('/support/hosts?q=mx&page=2')
  expect(hostListHref(hostListQuery.parse({}), {})).toBe('/support/hosts')
})
