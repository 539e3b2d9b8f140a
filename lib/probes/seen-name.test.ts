import { expect, test } from 'vitest'
import type { Check, HostProbe } from '../protocol/probes.ts'
import { judgeHelo, judgeReverse } from './judge-names.ts'
import { seenNames } from './seen-name.ts'

const IP = '192.0.2.3'
const probe = (...checks: Check[]): HostProbe => ({ host: 'alt3', at: '2026-11-24T12:00:00.000Z', tookMs: 5, trouble: null, ports: [{ address: IP, port: 25, tls: 'starttls', from: null, isReached: true, checks }] })
const there = { values: [IP] }
const nowhere = { values: [] }
const dead = { failure: 'the resolver did not answer in time' }

test.each([
  ['a name that agrees', judgeHelo(IP, 'MX.Provider.Example', there), [{ use: 'helo', name: 'mx.provider.example' }], ['helo']],
  ['a name that leads nowhere', judgeHelo(IP, 'mx.provider.example', nowhere), [{ use: 'helo', name: 'mx.provider.example' }], ['helo']],
  // What the host calls itself is known, also when nobody can tell whether it is so.
  ['a name nobody could look up', judgeHelo(IP, 'mx.provider.example', dead), [{ use: 'helo', name: 'mx.provider.example' }], []],
  ['no name', judgeHelo(IP, 'localhost', null), [], ['helo']],
  ['a greeting without one', judgeHelo(IP, '', null), [], ['helo']],
  ['reverse DNS that agrees', judgeReverse(IP, { values: ['mx.provider.example'] }, [{ name: 'mx.provider.example', addresses: there }]), [{ use: 'rdns', name: 'mx.provider.example' }], ['rdns']],
  ['reverse DNS that leads elsewhere', judgeReverse(IP, { values: ['4-3-2-1.pool.example'] }, [{ name: '4-3-2-1.pool.example', addresses: nowhere }]), [{ use: 'rdns', name: '4-3-2-1.pool.example' }], ['rdns']],
  ['an address without a name', judgeReverse(IP, nowhere, []), [], ['rdns']],
  ['reverse DNS that did not answer', judgeReverse(IP, dead, []), [], []],
  ['no resolver', judgeReverse(IP, null, []), [], []],
])('%s', (_, check, names, told) => {
  expect(seenNames(probe(check))).toEqual({ names, told })
})

test('a name at three ports is one, and one that may have been cut is none', () => {
  const check = judgeHelo(IP, 'mx.provider.example', there)
  expect(seenNames(probe(check, check, check)).names).toHaveLength(1)
  const long = `${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(30)}.example`
  expect(seenNames(probe(judgeHelo(IP, long, there))).names).toEqual([])
})
