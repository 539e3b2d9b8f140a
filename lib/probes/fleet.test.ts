import { expect, test } from 'vitest'
import { fleetOf, fleetRows, type FleetEntry, type FleetHost } from './fleet.ts'

const PORTS = [25, 587, 465].map((as) => ({ port: as, as }))
function host(id: number, kind = 'qmail', ports = PORTS): FleetHost {
  return { id, name: `alt${id}`, kind, mtaVersion: null, site: '', probedAt: null, ports }
}
function entry(hostId: number, check: string, port: number | null, state: FleetEntry['state'], more: Partial<FleetEntry> = {}): FleetEntry {
  return { hostId, check, port, state, isFailing: state === 'fail', isAcknowledged: false, isSplit: false, ...more }
}
const ASK = { q: '', whole: null, page: 1 }
const cell = (hosts: FleetHost[], entries: FleetEntry[], check: string, view: 'all' | '25' | 'configuration' = 'all') => fleetRows(hosts, entries, view)[0]?.cells[check]

test('a cell is as bad as its worst port, and names the ports where it is so unless it is so on all', () => {
  expect(cell([host(1)], [entry(1, 'certificate', 25, 'pass'), entry(1, 'certificate', 465, 'fail')], 'certificate')).toMatchObject({ state: 'fail', ports: [465] })
  expect(cell([host(1)], [entry(1, 'certificate', 25, 'fail'), entry(1, 'certificate', 465, 'fail')], 'certificate')).toMatchObject({ state: 'fail', ports: [] })
  expect(cell([host(1)], [entry(1, 'implicit-tls', 465, 'fail')], 'implicit-tls')).toMatchObject({ state: 'fail', ports: [465] })
  expect(cell([host(1)], [entry(1, 'greeting', 25, 'unknown'), entry(1, 'greeting', 587, 'pass')], 'greeting')).toMatchObject({ state: 'unknown', ports: [25] })
})

test('unknown is never fine, what failed and cannot be seen is not over, what is known is told apart, what does no harm now is softer', () => {
  expect(cell([host(1)], [entry(1, 'ehlo', 25, 'unknown', { isFailing: true })], 'ehlo')?.state).toBe('failing-unseen')
  expect(cell([host(1)], [entry(1, 'ehlo', 25, 'fail', { isAcknowledged: true })], 'ehlo')?.state).toBe('known')
  expect(cell([host(1)], [entry(1, 'helo-name', 25, 'fail')], 'helo-name')?.state).toBe('later')
  expect(cell([host(1)], [entry(1, 'ehlo', 25, 'fail')], 'greeting')).toBeUndefined()
})

test('a port that stands in for another is shown as that one', () => {
  const lab = host(1, 'qmail', [{ port: 2525, as: 25 }])
  expect(cell([lab], [entry(1, 'ehlo', 2525, 'fail'), entry(1, 'ehlo', 2587, 'pass')], 'ehlo')?.ports).toEqual([25])
  expect(cell([lab], [entry(1, 'ehlo', 2525, 'fail')], 'ehlo', '25')?.state).toBe('fail')
  expect(cell([lab], [entry(1, 'ehlo', 2525, 'fail')], 'ehlo', 'configuration')).toBeUndefined()
})

test('odd is what most brothers of its kind do not do', () => {
  const hosts = [host(1), host(2), host(3), host(4, 'postfix'), host(5, 'postfix')]
  const rows = fleetRows(hosts, [entry(1, 'ehlo', 25, 'fail'), entry(2, 'ehlo', 25, 'pass'), entry(3, 'ehlo', 25, 'pass'), entry(4, 'ehlo', 25, 'fail'), entry(5, 'ehlo', 25, 'fail')], 'all')
  expect(rows.map(({ cells }) => cells.ehlo?.isOdd)).toEqual([true, false, false, false, false])
})

test('of many hosts those that are fine are folded, unless their kind is asked for or something is looked for', () => {
  const hosts = Array.from({ length: 40 }, (_, n) => host(n + 1))
  const rows = fleetRows(hosts, hosts.map(({ id }) => entry(id, 'ehlo', 25, id === 7 ? 'fail' : 'pass')), 'all')
  expect(fleetOf(rows, ASK).groups).toMatchObject([{ kind: 'qmail', hosts: 40, fine: 39, rows: [{ host: { name: 'alt7' } }] }])
  expect(fleetOf(rows, { ...ASK, whole: 'qmail' }).groups[0]).toMatchObject({ fine: 0 })
  expect(fleetOf(rows, { ...ASK, q: 'alt11' }).groups[0]?.rows.map((row) => row.host.name)).toEqual(['alt11'])
  expect(fleetOf(rows, ASK)).toMatchObject({ hosts: 40, failing: 1, unknown: 0, columns: [{ check: 'ehlo', failing: 1 }] })
})

test('a group counts its hosts by what they say of their mail server, most first', () => {
  const versions = ['spamdyke 4.3.1', 'spamdyke 5.0.1', 'spamdyke 5.0.1', null]
  const rows = fleetRows(versions.map((mtaVersion, index) => ({ ...host(index + 1), mtaVersion })), [], 'all')
  expect(fleetOf(rows, ASK).groups[0]?.versions).toEqual([{ mtaVersion: 'spamdyke 5.0.1', count: 2 }, { mtaVersion: null, count: 1 }, { mtaVersion: 'spamdyke 4.3.1', count: 1 }])
})
