import { expect, test } from 'vitest'
import { CURES } from './cures.ts'
import { CURES_IN_GERMAN, FINDINGS_IN_GERMAN } from './findings-in-german.ts'
import { FINDINGS, sayWith, type FindingId } from './findings.ts'
import { curedBy, saidOfCheck } from './said-of-check.ts'

const probe = (text: string) => saidOfCheck({ source: 'probe', text }, 'de')

test.each(Object.keys(FINDINGS) as FindingId[])('a row that tells %s is said in German, the lines of the server as they came', (id) => {
  const values = Object.fromEntries([...FINDINGS[id].matchAll(/\{([a-z]+)\}/gi)].map(([, name]) => [name, 'v1.example']))
  expect(probe(`${sayWith(FINDINGS[id], values)}\n250 STARTTLS`)).toBe(`${sayWith(FINDINGS_IN_GERMAN[id], values)}\n250 STARTTLS`)
})

test.each(Object.keys(CURES) as (keyof typeof CURES)[])('the cure %s is said in German', (id) => {
  expect(curedBy({ source: 'probe', text: CURES[id] }, 'de')).toBe(CURES_IN_GERMAN[id])
})

test('why something is not known, and what is wrong with a reply, are said in German within the sentence', () => {
  expect(probe('not reached: the connection was refused')).toBe('nicht erreicht: die Verbindung wurde abgewiesen')
  expect(probe('the greeting is wrong: it has no end')).toBe('die Begrüßung ist falsch: sie nimmt kein Ende')
})

test('a finding of the configuration and its cure are said in German, what is to be pasted as it is', () => {
  expect(saidOfCheck({ source: 'configuration', text: 'could not tell: /etc/spamdyke.conf missing' }, 'de')).toBe('nicht zu sagen: /etc/spamdyke.conf fehlt')
  expect(saidOfCheck({ source: 'configuration', text: '/etc/spamdyke.conf:3: tls-level=smtp' }, 'de')).toBe('/etc/spamdyke.conf:3: tls-level=smtp')
  expect(curedBy({ source: 'configuration', text: 'In /etc/spamdyke.conf, replace line 3 with:\ntls-level=smtps' }, 'de')).toBe('In /etc/spamdyke.conf Zeile 3 ersetzen durch:\ntls-level=smtps')
})

test('words of others stay, and an English page stays English', () => {
  expect(probe('550 no such user here')).toBe('550 no such user here')
  expect(saidOfCheck({ source: 'probe', text: 'offers STARTTLS' }, 'en')).toBe('offers STARTTLS')
})
