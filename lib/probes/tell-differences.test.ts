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
    { check: 'starttls-not-last', failing: ['alt1', 'alt2', 'alt3'], known: 40, unknown: 1, traits: [{ trait: 'mtaVersion', value: 'spamdyke 4.3', alsoPassing: 0 }] },
  ])
})

test('a kind and a version that both set the failing hosts apart are both said', () => {
  const rows = [row('a', 'qmail', 'v1', 'x', last('fail')), row('b', 'qmail', 'v1', 'y', last('fail')), row('c', 'postfix', 'v2', 'x', last('pass'))]
  expect(tellDifferences(rows)[0]?.traits.map(({ trait }) => trait)).toEqual(['kind', 'mtaVersion'])
})

test('what the failing hosts have in common is said with how many others have it and pass', () => {
  const rows = [row('a', 'qmail', null, 'x', last('fail')), row('b', 'qmail', null, 'y', last('fail')), row('c', 'qmail', null, 'x', last('pass')), row('d', 'exim', null, 'x', last('pass'))]
  expect(tellDifferences(rows)[0]?.traits).toEqual([{ trait: 'kind', value: 'qmail', alsoPassing: 1 }])
})

test.each([
  ['of a single host', [row('a', 'qmail', 'v1', 'x', last('fail')), row('b', 'postfix', 'v2', 'y', last('pass'))]],
  ['where all fail', [row('a', 'qmail', 'v1', 'x', last('fail')), row('b', 'qmail', 'v1', 'x', last('fail'))]],
  ['where they have nothing in common', [row('a', 'qmail', 'v1', 'x', last('fail')), row('b', 'postfix', 'v2', 'y', last('fail')), row('c', 'exim', 'v3', 'z', last('pass'))]],
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
