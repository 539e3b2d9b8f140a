import { expect, test } from 'vitest'
import { knownBlocklist, BLOCKLISTS } from './catalogue/catalogue.ts'
import { namesDomain, otherZones } from './name-cost.ts'

// PostgreSQL reads these as JavaScript does; the database's own reading is in name-cost.db.test.ts.
const names = (reply: string) => new RegExp(namesDomain('bakery.example', 'dbl.spamhaus.org')).test(reply)

test.each([
  '550 sender domain bakery.example is listed', 'blocked: bakery.example.', '(bakery.example)', 'mail.bakery.example listed', 'host bakery.example.dbl.spamhaus.org found', 'https://check.spamhaus.org/?q=bakery.example', '<x@bakery.example>',
])('%j names the domain', (reply) => {
  expect(names(reply)).toBe(true)
})

test.each(['notbakery.example', 'bakery.example.com', 'bakery-example', 'bakeryxexample', 'bakery.examples', 'other.example', ''])('%j does not', (reply) => {
  expect(names(reply)).toBe(false)
})

test('a reply that names a sibling of the list speaks of that one', () => {
  expect(otherZones(knownBlocklist('spamhaus-dbl') as NonNullable<ReturnType<typeof knownBlocklist>>, BLOCKLISTS)).toContain('zen.spamhaus.org')
  expect(otherZones(knownBlocklist('surbl') as NonNullable<ReturnType<typeof knownBlocklist>>, BLOCKLISTS)).toEqual([])
})
