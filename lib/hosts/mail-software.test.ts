import { expect, test } from 'vitest'
import { mailSoftwareOf, seriesOf } from './mail-software.ts'

test.each([
  ['postfix', '3.10.5', [{ name: 'Postfix', version: '3.10.5' }]],
  ['exim', null, [{ name: 'Exim', version: null }]],
  ['qmail', 'spamdyke 4.3.1', [{ name: 'spamdyke', version: '4.3.1' }]],
  ['qmail', 'spamdyke', [{ name: 'spamdyke', version: null }]],
  ['qmail', 'spamdyke 4.3.1, spamdyke 5.0.1', [{ name: 'spamdyke', version: '4.3.1' }, { name: 'spamdyke', version: '5.0.1' }]],
  ['qmail', null, []],
  ['postfix', 'Postfix 3.10', [{ name: 'Postfix', version: '3.10' }]],
])('a %s host that says %s runs this', (kind, mtaVersion, software) => {
  expect(mailSoftwareOf({ kind, mtaVersion })).toEqual(software)
})

test('a version belongs to its series, but not to all of its first number', () => {
  expect(seriesOf({ name: 'spamdyke', version: '4.3.1' })).toEqual(['spamdyke 4.3.1', 'spamdyke 4.3'])
  expect(seriesOf({ name: 'spamdyke', version: null })).toEqual([])
  expect(seriesOf({ name: 'memory', version: '1' })).toEqual(['memory 1'])
  expect(seriesOf({ name: 'Exim', version: '4.98-RC1' })).toEqual(['Exim 4.98-RC1'])
})
