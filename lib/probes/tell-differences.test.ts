import { expect, test } from 'vitest'
import { tellDifferences, type ComparedRow, type ComparedState } from './tell-differences.ts'

function row(name: string, kind: string, mtaVersion: string | null, site: string, states: Record<string, ComparedState>): ComparedRow {
  return { host: { name, kind, mtaVersion, site }, states }
}
const last = (state: ComparedState) => ({ 'starttls-not-last': state })

test('three of many hosts offer STARTTLS as the last line: all of one version, which no other host has', () => {
  const rows = [
    ...[1, 2, 3].map((n) => row(`alt${n}`, 'qmail', 'spamdyke 4.3', n === 1 ? 'Berlin' : 'Nürnberg', last('fail'))),
    ...[4, 5].map((n) => row(`alt${n}`, 'qmail', 'spamdyke 5.0', 'Berlin', last('pass'))),
    ...Array.from({ length: 36 }, (_, n) => row(`mx${n}`, 'postfix', 'Postfix 3.10', 'Berlin', last(n === 0 ? 'unknown' : 'pass'))),
  ]
  expect(tellDifferences(rows)).toEqual([
    { check: 'starttls-not-last', failing: ['alt1', 'alt2', 'alt3'], known: 40, unknown: 1, versionsUnknown: 0, onlyHost: null, traits: [{ trait: 'mtaVersion', value: 'spamdyke 4.3', having: 3, unknown: 0, alsoPassing: 0, passingUnknown: 0 }] },
  ])
})

test('a kind and a version that both set the failing hosts apart are both said', () => {
  const rows = [row('a', 'qmail', 'spamdyke 4.3.0', 'x', last('fail')), row('b', 'qmail', 'spamdyke 4.3.1', 'y', last('fail')), row('c', 'postfix', '3.10.5', 'x', last('pass'))]
  expect(tellDifferences(rows)[0]?.traits.map(({ value }) => value)).toEqual(['qmail', 'spamdyke 4.3'])
})

test('what the failing hosts have in common is said with how many others have it and pass', () => {
  const rows = [row('a', 'qmail', null, 'x', last('fail')), row('b', 'qmail', null, 'y', last('fail')), row('c', 'qmail', null, 'x', last('pass')), row('d', 'exim', null, 'x', last('pass'))]
  expect(tellDifferences(rows)[0]?.traits).toEqual([{ trait: 'kind', value: 'qmail', having: 2, unknown: 0, alsoPassing: 1, passingUnknown: 0 }])
})

const qmail = (name: string, version: string | null, state: ComparedState) => row(name, 'qmail', version, '', last(state))

test('most of them having a version, and of the others nobody knowing it, is said as that', () => {
  const rows = [qmail('a', 'spamdyke 4.3.1', 'fail'), qmail('b', 'spamdyke 4.3.1', 'fail'), qmail('c', 'spamdyke', 'fail'), qmail('d', 'spamdyke 5.0.1', 'pass'), qmail('e', null, 'pass')]
  expect(tellDifferences(rows)).toMatchObject([{ versionsUnknown: 0, traits: [{ value: 'spamdyke 4.3.1', having: 2, unknown: 1, alsoPassing: 0, passingUnknown: 1 }] }])
})

test('a version that one of them has, or that passes too, is not theirs', () => {
  expect(tellDifferences([qmail('a', 'spamdyke 4.3.1', 'fail'), qmail('b', 'spamdyke 5.0.1', 'fail'), qmail('c', 'spamdyke 5.0.0', 'pass')])[0]?.traits).toEqual([])
  expect(tellDifferences([qmail('a', 'spamdyke 4.3.1', 'fail'), qmail('b', 'spamdyke 4.3.1', 'fail'), qmail('c', null, 'fail'), qmail('d', 'spamdyke 4.3.1', 'pass')])[0]).toMatchObject({ traits: [], versionsUnknown: 1 })
})

test('hosts whose version nobody knows are counted as that, and a single one is told with what it says', () => {
  expect(tellDifferences([qmail('a', null, 'fail'), qmail('b', 'spamdyke', 'fail'), qmail('c', 'spamdyke 5.0.1', 'pass')])).toMatchObject([{ traits: [], versionsUnknown: 2, onlyHost: null }])
  expect(tellDifferences([qmail('a', 'spamdyke 4.3.1', 'fail'), qmail('c', 'spamdyke 5.0.1', 'pass')])).toMatchObject([{ onlyHost: { name: 'a', mtaVersion: 'spamdyke 4.3.1' } }])
})

test.each([
  ['of a single host', [row('a', 'qmail', 'v1', 'x', last('fail')), row('b', 'postfix', 'v2', 'y', last('pass'))]],
  ['where all fail', [row('a', 'qmail', 'spamdyke 4.3.1', 'x', last('fail')), row('b', 'qmail', 'spamdyke 4.3.1', 'x', last('fail'))]],
  ['where they have nothing in common', [row('a', 'qmail', 'v1', 'x', last('fail')), row('b', 'postfix', '3.10', 'y', last('fail')), row('c', 'exim', '4.98', 'z', last('pass'))]],
  ['where as many pass with the same', [row('a', 'qmail', null, '', last('fail')), row('b', 'qmail', null, '', last('fail')), row('c', 'qmail', null, '', last('pass')), row('d', 'qmail', null, '', last('pass'))]],
])('nothing is claimed %s', (_what, rows) => {
  expect(tellDifferences(rows)[0]?.traits).toEqual([])
})

test('what harms now comes first, then what fails on most hosts; what fails nowhere is not named', () => {
  const rows = [
    row('a', 'qmail', null, '', { 'helo-name': 'fail', certificate: 'fail', greeting: 'pass', 'implicit-tls': 'fail' }),
    row('b', 'qmail', null, '', { 'helo-name': 'fail', certificate: 'pass', greeting: 'pass', 'implicit-tls': 'fail' }),
  ]
  expect(tellDifferences(rows).map(({ check, failing }) => [check, failing.length])).toEqual([['implicit-tls', 2], ['certificate', 1], ['helo-name', 2]])
})
