import { expect, test } from 'vitest'
import type { FailingCheck } from '../probes/host-check-records.ts'
import { checkRows, failingStories } from './check-rows.ts'

const NOW = new Date('2026-11-24T12:00:00Z')
const at = (minutes: number) => new Date(Date.UTC(2026, 10, 24, 9, minutes))
const failing = (host: string, check: string, more: Partial<FailingCheck> = {}): FailingCheck => ({ host, check, source: 'probe', place: '192.0.2.3:25', state: 'fail', since: at(10), hostKind: 'qmail', incidentNumber: 7, acknowledgedAt: null, acknowledgedUntil: null, ...more })

test('one row for a check on hosts of a kind, since its first; several lead to the incident, a single one to its cure', () => {
  expect(checkRows([failing('alt3', 'ehlo'), failing('alt4', 'ehlo', { since: at(5) }), failing('mx01', 'ehlo', { hostKind: 'postfix' })], NOW)).toMatchObject([
    { who: 'alt3, alt4', what: { hosts: 2, check: 'ehlo' }, since: at(5), next: 'open-incident', href: '/support/incidents/7' },
    { who: 'mx01', what: { hosts: 1 }, next: 'cure-check', href: '/support/probes?host=mx01&check=ehlo' },
  ])
})

test('ports, addresses and the finding that explains it are the same row', () => {
  const all = [failing('alt3', 'implicit-tls'), failing('alt3', 'implicit-tls', { place: '192.0.2.4:465' }), failing('alt3', 'smtps-plain-text', { source: 'configuration', place: '/etc/xinetd.d/smtps_psa' })]
  expect([checkRows(all, NOW).length, failingStories(all, NOW).length]).toEqual([1, 1])
})

test('what is known to somebody is not on the list, until its time is up', () => {
  const known = failing('alt3', 'ehlo', { acknowledgedAt: at(30), acknowledgedUntil: new Date(NOW.getTime() + 1) })
  expect(checkRows([known], NOW)).toEqual([])
  expect(checkRows([known], new Date(NOW.getTime() + 1)).length).toBe(1)
})

test('a row that was put off comes back when another host joins', () => {
  const key = (checks: FailingCheck[]) => checkRows(checks, NOW)[0]?.rowKey
  expect(key([failing('alt3', 'ehlo')])).not.toBe(key([failing('alt3', 'ehlo'), failing('alt4', 'ehlo')]))
})
