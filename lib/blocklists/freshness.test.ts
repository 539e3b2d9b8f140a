import { expect, test } from 'vitest'
import { knownBlocklist } from './catalogue/catalogue.ts'
import { freshSince } from './freshness.ts'
import type { DeskList } from './listing.ts'

const NOW = new Date('2026-11-24T14:30:00Z')
const desk = (id: string, trust: DeskList['trust']) => ({ list: knownBlocklist(id) as DeskList['list'], trust, sharing: 1 })
const hours = (at: Date) => (NOW.getTime() - at.getTime()) / 3_600_000
const few = { targets: { ip4: 5, ip6: 0, domain: 10, host: 0 }, intervalMinutes: 10 }

test('an answer is believed for three rounds, and for an hour at least', () => {
  expect(hours(freshSince(desk('spamcop', 'tells-why'), few, NOW))).toBe(1)
  expect(hours(freshSince(desk('spamcop', 'tells-why'), { ...few, intervalMinutes: 60 }, NOW))).toBe(3)
})

test('a list that may be asked only so often a day is believed for longer', () => {
  const many = { targets: { ip4: 5000, ip6: 0, domain: 0, host: 0 }, intervalMinutes: 10 }
  expect(hours(freshSince(desk('sem-black', 'ordinary'), many, NOW))).toBeGreaterThan(5)
})
