import { expect, test } from 'vitest'
import type { CheckMove } from '../audit/check-move-records.ts'
import { failedHosts, probeSummary } from './failing-probe.ts'

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 24, 9, minutes))
let id = 0
function move(host: string, minutes: number, to: string, place = '192.0.2.3:25', reason = ''): CheckMove {
  return { id: String(++id), at: at(minutes), from: null, to, reason, by: '', hostId: host.length, host, hostKind: 'qmail', incidentId: 1, evidence: { source: 'probe', check: 'ehlo', place, evidence: `${to} at ${minutes}`, cure: to === 'fail' ? 'mend it' : null } }
}

test('a host is over when all of its places pass, and has the words of when it last failed', () => {
  const [host] = failedHosts([move('alt3', 0, 'fail'), move('alt3', 1, 'fail', '[2001:db8::3]:25'), move('alt3', 20, 'pass'), move('alt3', 30, 'pass', '[2001:db8::3]:25')])
  expect(host).toMatchObject({ beganAt: at(0).toISOString(), overAt: at(30).toISOString(), places: [{ evidence: 'fail at 0', cure: 'mend it' }, { overAt: at(30).toISOString() }] })
})

test('one that cannot be seen is not over, and one that is known says why', () => {
  const [first, second] = failedHosts([move('b', 5, 'fail'), move('b', 6, 'acknowledged', '192.0.2.3:25, 192.0.2.4:25', 'goes in January'), move('aa', 0, 'fail'), move('aa', 10, 'unknown')])
  expect([first?.host, first?.overAt, first?.places[0]?.isUnseen]).toEqual(['aa', null, true])
  expect([second?.acknowledged, second?.places.length]).toEqual(['goes in January', 1])
})

test('those that fail still come first', () => {
  const hosts = failedHosts([move('a', 0, 'fail'), move('bb', 1, 'fail'), move('a', 5, 'pass')])
  expect(hosts.map(({ host }) => host)).toEqual(['bb', 'a'])
  expect(probeSummary({ check: 'ehlo', hostKind: 'qmail' }, hosts)).toEqual({ check: 'ehlo', hostKind: 'qmail', hosts: 2, failing: 1 })
})
