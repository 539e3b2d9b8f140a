import { expect, test } from 'vitest'
import { BLOCKLISTS } from '../blocklists/catalogue/catalogue.ts'
import { CATALOGUE } from '../receivers/catalogue.ts'
import { addWorkingDays, answerDueAt, WAITS } from './answer-due.ts'

const BERLIN = 'Europe/Berlin'
const due = (addressee: 'list' | 'receiver', addresseeId: string, now: string, expiresAfterHours: number | null = null) =>
  answerDueAt({ addressee, addresseeId, expiresAfterHours }, new Date(now), BERLIN).toISOString()

test('a weekend is no time in which somebody answers', () => {
  // Friday, 13:00 in Berlin: two working days later is Tuesday.
  expect(due('receiver', 'microsoft-consumer', '2026-11-20T12:00:00.000Z')).toBe('2026-11-24T12:00:00.000Z')
  expect(due('receiver', 'somebody.example', '2026-11-24T12:00:00.000Z')).toBe('2026-11-27T12:00:00.000Z')
})

test('hours are hours, also over a weekend', () => {
  expect(due('list', 'barracuda', '2026-11-20T12:00:00.000Z')).toBe('2026-11-21T12:00:00.000Z')
  expect(due('list', 'spamcop', '2026-11-20T12:00:00.000Z', 24)).toBe('2026-11-21T12:00:00.000Z')
})

test('the clock stays where it is when summer time ends', () => {
  // Friday 09:00 in summer time, Monday 09:00 in winter time.
  expect(addWorkingDays(new Date('2026-10-23T07:00:00.000Z'), 1, BERLIN).toISOString()).toBe('2026-10-26T08:00:00.000Z')
})

test('every wait that is written down is of somebody the catalogues know', () => {
  const known = { list: BLOCKLISTS.map(({ id }) => id), receiver: CATALOGUE.map(({ id }) => id) }
  for (const addressee of ['list', 'receiver'] as const) {
    for (const id of Object.keys(WAITS[addressee])) expect(known[addressee]).toContain(id)
  }
})
