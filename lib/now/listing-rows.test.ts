import { expect, test } from 'vitest'
import { listingRows } from './listing-rows.ts'

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 24, 9, minutes))
const listing = (list: string, minutes: number, target = '198.51.100.13', kind = 'ip4') => ({ target, kind, list, since: at(minutes), incidentNumber: 7 })

test('one row per address with the lists that name it, since the first; one more list is another row', () => {
  const one = listingRows([listing('spamcop', 10)])
  expect(one).toMatchObject([{ kind: 'listed', shape: 'bad', who: '198.51.100.13', since: at(10), next: 'cure-listing', what: { text: 'SpamCop', others: 0 }, href: '/support/ips/198.51.100.13' }])
  const more = listingRows([listing('spamcop', 10), listing('barracuda', 20), listing('psbl', 30), listing('uceprotect-1', 40)])
  expect(more).toMatchObject([{ since: at(10), what: { text: 'Barracuda, PSBL, SpamCop', others: 1 } }])
  expect(more[0]?.rowKey).not.toBe(one[0]?.rowKey)
})

test('a domain leads to its incident', () => {
  expect(listingRows([listing('surbl', 10, 'baeckerei.example', 'domain')])).toMatchObject([{ who: 'baeckerei.example', href: '/support/incidents/7' }])
})
