import { expect, test } from 'vitest'
import type { ReceiverMove } from '../audit/receiver-move-records.ts'
import { blockedHosts } from './blocked-hosts.ts'
import type { StandingState } from './standing.ts'

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 24, 9, minutes))
function move(host: string, minutes: number, to: StandingState, refused: number): ReceiverMove {
  const evidence = { receiver: 'google', attempts: 10, deferred: 10 - refused, refused, from: '', firstAt: at(minutes - 2).toISOString(), refusalClass: 'rate', reply: to, usuallyTaken: 0.99 }
  return { at: at(minutes), from: null, to, hostId: host.length, host, incidentId: 1, evidence }
}

test('a host has its soft and its hard phase, its end, and the figures and words of its worst', () => {
  expect(blockedHosts([move('mx02', 10, 'deferring', 0), move('mx02', 20, 'refused', 9), move('mx02', 50, 'fine', 0)])).toMatchObject([{
    host: 'mx02', state: 'fine', since: at(50).toISOString(), beganAt: at(8).toISOString(), softAt: at(10).toISOString(), hardAt: at(20).toISOString(), saidAt: at(18).toISOString(), overAt: at(50).toISOString(), refused: 9, reply: 'refused',
  }])
})

test('those that are refused stand first, those that get through last; one that fell back is not over', () => {
  const hosts = blockedHosts([move('a', 5, 'deferring', 0), move('bb', 6, 'refused', 8), move('bb', 30, 'fine', 0), move('ccc', 7, 'refused', 8), move('bb', 40, 'refused', 8), move('dddd', 9, 'refused', 8), move('dddd', 45, 'fine', 0)])
  expect(hosts.map(({ host, state, overAt }) => [host, state, overAt === null])).toEqual([['bb', 'refused', true], ['ccc', 'refused', true], ['a', 'deferring', true], ['dddd', 'fine', false]])
})
