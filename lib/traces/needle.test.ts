import { expect, test } from 'vitest'
import { looksTraceable, readNeedle } from './needle.ts'

test.each([
  ['<20261124133105.4XkQ1c2dZzz1@kanzlei.example>', 'message-id', '20261124133105.4XkQ1c2dZzz1@kanzlei.example'],
  ['CAF=k3Jq8v$Hx@mail.gmail.com', 'message-id', 'CAF=k3Jq8v$Hx@mail.gmail.com'],
  ['Message-ID: <honest-1@x.example>', 'message-id', 'honest-1@x.example'],
  ['message-id=<anna@example.org>', 'message-id', 'anna@example.org'],
  ['root@localhost', 'message-id', 'root@localhost'],
  ['4XjW0q3KzLz5', 'queue-id', '4XjW0q3KzLz5'],
  ['3F2A91C04B:', 'queue-id', '3F2A91C04B'],
  ['1rXyZa-0004Bc-7Q', 'queue-id', '1rXyZa-0004Bc-7Q'],
  ['1vNrYx-00000001Kwz-2gCs', 'queue-id', '1vNrYx-00000001Kwz-2gCs'],
  ['8421307', 'queue-id', '8421307'],
  ['250 2.0.0 Ok: queued as 4XjW0q3KzLz5', 'queue-id', '4XjW0q3KzLz5'],
  ['anna@example.org', 'recipient', 'anna@example.org'],
  ['<delivered-1@example.org>', 'message-id', 'delivered-1@example.org'],
  ['Anna Muster <anna@example.org>', 'recipient', 'anna@example.org'],
  ['to=<anna@example.org>,', 'recipient', 'anna@example.org'],
  ['from=<anna@example.org>,', 'sender', 'anna@example.org'],
  ['mailto:anna@example.org', 'recipient', 'anna@example.org'],
  ['sasl_username=kontakt@baeckerei.example', 'account', 'kontakt@baeckerei.example'],
  ['uid:www-data@web7', 'account', 'uid:www-data@web7'],
  ['web23p1', 'account', 'web23p1'],
])('%s is understood as %s', (typed, kind, value) => {
  expect(readNeedle(`  ${typed} `)).toMatchObject({ kind, value })
})

test.each(['', '   ', 'anna bert', '<>', 'a\u0000b'])('%j is nothing to look for', (typed) => {
  expect(readNeedle(typed)).toBeNull()
  expect(readNeedle('x'.repeat(999))).toBeNull()
})

test('an address can be meant in every way but as a queue id, and a queue id as a Message-ID or an account', () => {
  expect(readNeedle('anna@example.org')?.kinds).toEqual(['recipient', 'message-id', 'account', 'sender'])
  expect(readNeedle('4XjW0q3KzLz5')?.kinds).toEqual(['queue-id', 'message-id', 'account'])
})

// What no account may be called becomes a map key and an argument on the host.
test('what no account can be called is not offered as one', () => {
  expect(readNeedle('../etc/passwd@x.example')?.kinds).not.toContain('account')
  expect(readNeedle('-rf@x.example')?.kinds).not.toContain('account')
})

test('the palette offers ids and addresses, not names and ticket numbers', () => {
  expect(['4XjW0q3KzLz5', 'anna@example.org', '<a1@b>', 'queued as 1234'].map(looksTraceable)).toEqual([true, true, true, true])
  expect(['mx01', '2041', '192.0.2.7', 'Muster', 'Bäckerei Muster'].map(looksTraceable)).toEqual([false, false, false, false, false])
})
