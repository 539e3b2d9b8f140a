import { expect, test } from 'vitest'
import type { ListingMove } from '../audit/listing-move-records.ts'
import { listedSummary } from './listed-target.ts'

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 24, 9, minutes))
function move(list: string, from: string | null, to: ListingMove['to'], minutes: number, more: Partial<ListingMove['evidence']> = {}): ListingMove {
  return { at: at(minutes), from, to, host: 'alt3', incidentId: 1, evidence: { target: '198.51.100.13', list, codes: [], meaning: null, text: null, reason: null, ...more } }
}
const summary = (...moves: ListingMove[]) => listedSummary('198.51.100.13', moves)

test('each list is told with its first day, its words and how it stands', () => {
  const found = summary(move('spamcop', 'clear', 'listed', 0, { meaning: 'listed', text: 'see spamcop.net' }), move('barracuda', null, 'listed', 10), move('spamcop', 'listed', 'clear', 50))
  expect(found).toMatchObject({
    isAddress: true, hosts: ['alt3'], opinions: 2, standing: 1, untold: 0,
    lists: [{ name: 'SpamCop', state: 'clear', beganAt: at(0).toISOString(), endedAt: at(50).toISOString(), text: 'see spamcop.net' }, { name: 'Barracuda', state: 'listed', endedAt: null }],
  })
})

test('a span in which nobody could tell is no new listing; one after an end is', () => {
  expect(summary(move('psbl', null, 'listed', 0), move('psbl', 'listed', 'unknown', 10), move('psbl', 'unknown', 'listed', 20)).lists).toMatchObject([{ times: 1, state: 'listed', beganAt: at(0).toISOString() }])
  expect(summary(move('psbl', null, 'listed', 0), move('psbl', 'listed', 'unknown', 10))).toMatchObject({ standing: 0, untold: 1 })
  expect(summary(move('psbl', null, 'listed', 0), move('psbl', 'listed', 'clear', 10), move('psbl', 'clear', 'listed', 20)).lists).toMatchObject([{ times: 2 }])
})

test('lists of one operator are one opinion', () => {
  expect(summary(move('uceprotect-1', null, 'listed', 0), move('backscatterer', null, 'listed', 1))).toMatchObject({ opinions: 1, standing: 2 })
})
