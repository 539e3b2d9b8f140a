import { expect, test } from 'vitest'
import type { Blocklist } from './blocklist.ts'
import { BLOCKLISTS, knownBlocklist } from './catalogue/catalogue.ts'
import { speakersOf, trustOf, weightOf } from './trust.ts'

const list = (id: string): Blocklist => knownBlocklist(id) as Blocklist

test('the lists that tell why are those that give a reason with a time, a record or a sample', () => {
  const told = BLOCKLISTS.filter((each) => each.status !== 'dead' && trustOf(each) === 'tells-why').map((each) => each.id)
  expect(told.sort()).toEqual(['blocklist-de', 'dronebl', 'interserver', 'psbl', 'spamcop', 'spamhaus-css', 'spamhaus-sbl', 'spamhaus-xbl'])
})

test.each([
  ['barracuda', 'decides-without-reason'], ['spamhaus-pbl', 'ordinary'], ['proofpoint-pdr', 'decides-without-reason'], ['cloudmark-csi', 'decides-without-reason'], ['talos', 'decides-without-reason'],
  ['spamhaus-dbl', 'ordinary'], ['uceprotect-1', 'ordinary'], ['backscatterer', 'ordinary'], ['uceprotect-3', 'vanity'], ['kempt', 'vanity'], ['ascams', 'vanity'],
  ['dnswl', 'no-verdict'], ['senderscore-rep', 'no-verdict'], ['tor-dan', 'no-verdict'],
])('%s is %s', (id, trust) => {
  expect(trustOf(list(id))).toBe(trust)
})

test('lists of one operator count once, by the weightiest', () => {
  expect(weightOf([list('spamhaus-sbl'), list('spamhaus-xbl'), list('spamhaus-pbl')])).toBe(weightOf([list('spamhaus-sbl')]))
  expect(weightOf([list('uceprotect-1'), list('uceprotect-2'), list('backscatterer')])).toBe(weightOf([list('uceprotect-1')]))
  expect(weightOf([list('spamcop'), list('barracuda')])).toBeGreaterThan(weightOf([list('spamcop')]))
})

test('no number of vanity lists weighs anything', () => {
  const vain = BLOCKLISTS.filter((each) => trustOf(each) === 'vanity' || trustOf(each) === 'no-verdict')
  expect(vain.length).toBeGreaterThan(10)
  expect(weightOf(vain)).toBe(0)
})

test('an answer of a zone that holds several lists is that of the lists whose codes it gives', () => {
  const speaking = (...codes: string[]) => speakersOf(list('spamhaus-zen'), codes, knownBlocklist).map((each) => each.id)
  expect(speaking('127.0.0.4')).toEqual(['spamhaus-xbl'])
  expect(speaking('127.0.0.11')).toEqual(['spamhaus-pbl'])
  expect(speaking('127.0.0.2', '127.0.0.4')).toEqual(['spamhaus-sbl', 'spamhaus-xbl'])
  expect(speaking('127.0.0.30')).toEqual(['spamhaus-zen'])
  expect(speakersOf(list('spamcop'), ['127.0.0.2'], knownBlocklist)).toEqual([list('spamcop')])
})
