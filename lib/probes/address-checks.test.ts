import { expect, test } from 'vitest'
import { addressChecks } from './address-checks.ts'
import type { CheckRow } from './fleet-records.ts'
import { freshForMs, type Look } from './host-check.ts'

const NOW = new Date('2026-11-24T12:00:00Z')
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000)
const IP = '192.0.2.3'
const PLACES = ([25, 587, 465] as const).map((port) => ({ address: IP, port, as: port }))
const clock = { now: NOW, freshMs: freshForMs(15 * 60_000) }

function row(check: string, state: CheckRow['state'], { place = `${IP}:25`, minutes = 5, ...rest }: Partial<CheckRow> & { minutes?: number } = {}): CheckRow {
  const look: Look = { from: 'worker', at: ago(minutes).toISOString(), state, evidence: `${check} ${state}`, cure: null, findingId: null, cureId: null, parameters: {}, line: null, message: null, source: null, rewrittenBy: null }
  return { source: 'probe', check, place, state, knownState: state === 'unknown' ? null : state, since: ago(60), knownAt: null, checkedAt: ago(minutes), cure: null, looks: [look], acknowledged: null, incident: null, ...rest }
}

const told = (rows: CheckRow[], address = IP, places: Parameters<typeof addressChecks>[2]['places'] = PLACES) => addressChecks(rows, address, { ...clock, places })
const states = (rows: CheckRow[]) => told(rows).checks.map(({ check, state, ports }) => [check, state, ports])

test('a check is as bad as its worst port, and what harms now comes first', () => {
  expect(states([row('greeting', 'pass'), row('greeting', 'fail', { place: `${IP}:465` }), row('reverse-dns', 'pass'), row('helo-name', 'fail'), row('refuses-relaying', 'unknown')])).toEqual([
    ['greeting', 'fail', [465]], ['helo-name', 'later', []], ['refuses-relaying', 'unknown', []], ['reverse-dns', 'pass', []],
  ])
})

test('what nobody looked at is named, and what does not apply is not', () => {
  const { notSeen, checks } = told([row('reverse-dns', 'pass')])
  expect(checks).toHaveLength(1)
  expect(notSeen).toContain('refuses-relaying')
  expect(notSeen).toContain('implicit-tls')
  expect(notSeen).not.toContain('reverse-dns')
  expect(told([], IP, PLACES.slice(0, 1)).notSeen).not.toContain('implicit-tls')
  expect(told([])).toMatchObject({ checks: [], isOfHost: false })
})

test('a look that is too old says nothing: what passed is unknown, what failed may still fail', () => {
  expect(states([row('greeting', 'pass', { minutes: 120 }), row('ehlo', 'fail', { minutes: 120 })])).toEqual([['ehlo', 'failing-unseen', []], ['greeting', 'unknown', []]])
  expect(told([row('greeting', 'pass', { minutes: 120 })]).checks[0]).toMatchObject({ checkedAt: ago(120).toISOString(), look: { evidence: 'greeting pass' } })
})

test('what somebody knows of is known, until his time is up', () => {
  const acknowledged = { at: ago(60), by: 'Bea', reason: 'ordered', until: ago(-60) }
  expect(states([row('certificate', 'fail', { acknowledged })])).toEqual([['certificate', 'known', []]])
  expect(states([row('certificate', 'fail', { acknowledged: { ...acknowledged, until: ago(1) } })])).toEqual([['certificate', 'fail', []]])
})

test('another address of the host says nothing of this one', () => {
  const rows = [row('reverse-dns', 'pass', { place: '192.0.2.30:25' }), row('reverse-dns', 'fail', { place: '[2001:db8::3]:25' })]
  const both = [{ address: IP, port: 25, as: 25 as const }, { address: '2001:db8::3', port: 25, as: 25 as const }, { address: '192.0.2.30', port: 25, as: 25 as const }]
  expect(told(rows, IP, both)).toMatchObject({ checks: [], isOfHost: false })
  expect(told(rows, '2001:db8::3', both).checks).toMatchObject([{ check: 'reverse-dns', state: 'fail' }])
})

test('where a host is looked at elsewhere, it is said to be the host that is shown', () => {
  const lab = [{ address: '127.0.0.1', port: 4025, as: 25 as const }, { address: '127.0.0.1', port: 4465, as: 465 as const }]
  const found = told([row('greeting', 'pass', { place: '127.0.0.1:4025' }), row('greeting', 'fail', { place: '127.0.0.1:4465' }), row('no-recipient-check', 'fail', { source: 'configuration', place: '/etc/exim4.conf' })], IP, lab)
  expect(found).toMatchObject({ isOfHost: true, checks: [{ check: 'greeting', state: 'fail', ports: [465] }] })
  expect(found.notSeen).toContain('implicit-tls')
})
