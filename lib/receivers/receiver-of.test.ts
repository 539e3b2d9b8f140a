import { expect, test } from 'vitest'
import { CATALOGUE, knownReceiver } from './catalogue.ts'
import { receiver } from './receiver.ts'
import { receiverOf } from './receiver-of.ts'

test('the catalogue is what its schema says, with each id and each MX suffix once', () => {
  for (const each of CATALOGUE) expect(receiver.parse(each)).toEqual(each)
  const ids = CATALOGUE.map((each) => each.id)
  const suffixes = CATALOGUE.flatMap((each) => each.mx)
  expect(new Set(ids).size).toBe(ids.length)
  expect(new Set(suffixes).size).toBe(suffixes.length)
})

test.each([
  ['mx00.emig.gmx.net', 'united-internet'],
  ['mx-ha03.web.de[212.227.15.17]:25', 'united-internet'],
  ['MX03.T-Online.de.', 't-online'],
  ['hotmail-com.olc.protection.outlook.com[104.47.66.33]:25', 'microsoft-consumer'],
  ['firma-de.mail.protection.outlook.com', 'microsoft-365'],
  ['smtpin.rzone.de', 'strato'],
  ['wolgast.kasserver.com', 'all-inkl'],
  ['mxext1.mailbox.org', 'mailbox-org'],
  ['www208.your-server.de', 'hetzner'],
])('%s is a server of %s', (name, id) => {
  expect(receiverOf(name)).toBe(id)
  expect(knownReceiver(id)).toBeDefined()
})

test('a receiver is recognised by whole labels, never by the end of a word', () => {
  expect(receiverOf('mx.notgmx.net')).toBe('notgmx.net')
  expect(receiverOf('mx.gmx.net.example.org')).toBe('example.org')
})

test('an unknown receiver is grouped by the registrable domain of its server', () => {
  expect(receiverOf('mail7.mx.firma.co.uk[192.0.2.1]:25')).toBe('firma.co.uk')
  expect(knownReceiver('firma.co.uk')).toBeUndefined()
})

test.each(['none', 'local', '127.0.0.1[127.0.0.1]:10024', '[192.0.2.1]:25', 'dovecot', '', 'private/dovecot-lmtp'])('%s is no receiver', (name) => {
  expect(receiverOf(name)).toBeUndefined()
})
