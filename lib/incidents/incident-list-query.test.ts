import { expect, test } from 'vitest'
import { incidentListHref, incidentListQuery, isOpenOf, readIncidentNumber } from './incident-list-query.ts'

test('an address that makes no sense shows all incidents from the newest', () => {
  expect(incidentListQuery.parse({ show: 'x', kind: 'weather', before: '-1' })).toEqual({ show: 'all', kind: undefined, before: null })
  expect(incidentListQuery.parse({})).toEqual({ show: 'all', before: null })
})

test('another filter begins at the newest', () => {
  const query = incidentListQuery.parse({ show: 'open', kind: 'silent-host', before: '77' })
  expect(incidentListHref('/reports', query, { show: 'over' })).toBe('/reports?show=over&kind=silent-host')
  expect(incidentListHref('/reports', query, { before: 12 })).toBe('/reports?show=open&kind=silent-host&before=12')
  expect(incidentListHref('/reports', query, { show: 'all', kind: undefined }, { span: '90d' })).toBe('/reports?span=90d')
})

test('open, over, both', () => {
  expect([isOpenOf('open'), isOpenOf('over'), isOpenOf('all')]).toEqual([true, false, undefined])
})

test('only a whole number names an incident', () => {
  expect(['7', '007', '0', '7; DROP', '99999999999'].map(readIncidentNumber)).toEqual([7, null, null, null, null])
})
