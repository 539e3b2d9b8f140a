import { generateKeyPairSync } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { startZone, type Zone } from '../dns/zone-for-tests.ts'
import { checkDkim } from './check-dkim.ts'
import type { Finding } from './domain-check.ts'

const spki = (bits: number): string => generateKeyPairSync('rsa', { modulusLength: bits }).publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
const bare = (bits: number): string => generateKeyPairSync('rsa', { modulusLength: bits }).publicKey.export({ type: 'pkcs1', format: 'der' }).toString('base64')
const ed25519 = (): string => generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64')
/** OpenSSL makes no key so short any more. */
const SHORT_KEY = 'MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAKwew6o7DXSnHo4N2xUX6GVwkJqs3hbpR7fa3oLOordoZOet9k38NVir55V4kAZ7YS33bFFmSZWSTmi10nrj9bUCAwEAAQ=='
const GOOD = `v=DKIM1; k=rsa; p=${spki(2048)}`

const SITUATIONS: [words: string, key: Zone[string] | null, finding: Finding, evidence?: object][] = [
  ['a key of 2048 bits', { TXT: [pieces(GOOD)] }, 'key', { bits: 2048, keyType: 'rsa', notes: [] }],
  ['a key of 4096 bits in three pieces', { TXT: [pieces(`v=DKIM1; k=rsa; p=${spki(4096)}`)] }, 'key', { bits: 4096 }],
  ['a key of 1024 bits', { TXT: [`v=DKIM1; k=rsa; p=${spki(1024)}`] }, 'key', { bits: 1024, notes: ['weak-key'] }],
  ['a bare key', { TXT: [pieces(`v=DKIM1; p=${bare(2048)}`)] }, 'key'],
  ['a key without its version', { TXT: [pieces(`p=${spki(2048)}`)] }, 'key'],
  ['an Ed25519 key', { TXT: [`v=DKIM1; k=ed25519; p=${ed25519()}`] }, 'key', { keyType: 'ed25519', notes: [] }],
  ['a key in testing', { TXT: [pieces(`v=DKIM1; t=y; p=${spki(2048)}`)] }, 'key', { notes: ['testing'] }],
  ['a key of 512 bits', { TXT: [`v=DKIM1; k=rsa; p=${SHORT_KEY}`] }, 'short-key'],
  ['a key taken back', { TXT: ['v=DKIM1; p='] }, 'revoked'],
  ['a key taken back, with a type', { TXT: ['v=DKIM1; p=; k=rsa'] }, 'revoked'],
  ['a key for something else', { TXT: [pieces(`v=DKIM1; s=tlsrpt; p=${spki(2048)}`)] }, 'not-for-mail'],
  ['no key but words', { TXT: ['hello world'] }, 'unreadable-key'],
  ['a key with letters that are none', { TXT: ['v=DKIM1; p=MIGf***ß'] }, 'unreadable-key'],
  ['a key cut off', { TXT: [GOOD.slice(0, 200)] }, 'unreadable-key'],
  ['a key of another version', { TXT: [pieces(GOOD.replace('DKIM1', 'DKIM2'))] }, 'unreadable-key'],
  ['a key said to be of another type', { TXT: [pieces(GOOD.replace('k=rsa', 'k=ed25519'))] }, 'unreadable-key'],
  ['two keys at one selector', { TXT: [pieces(GOOD), 'v=DKIM1; p='] }, 'several-keys'],
  ['a name without texts', { A: ['198.51.100.1'] }, 'no-key'],
  ['no name', null, 'no-key'],
  ['servers that fail', 'servfail', 'no-answer'],
  ['servers that are silent', 'silent', 'no-answer'],
]

test.each(SITUATIONS)('%s', async (_, held, finding, evidence = {}) => {
  const found = await checkZone(held === null ? {} : { 'rw1._domainkey.a.test': held }, ['rw1'])
  expect(found).toMatchObject([{ check: 'dkim', about: finding === 'no-key' ? '' : 'rw1', evidence: { finding, ...evidence } }])
  expect(found[0]?.state).toBe(finding === 'key' ? 'pass' : finding === 'no-answer' ? 'unknown' : 'fail')
})

test('a key at the provider, reached over an alias, is the domain’s', async () => {
  const zone: Zone = { 'rw1._domainkey.a.test': { CNAME: 'rw1.dkim.provider.test' }, 'rw1.dkim.provider.test': { TXT: [pieces(GOOD)] } }
  expect(await checkZone(zone, ['rw1'])).toMatchObject([{ state: 'pass' }])
})

test('while keys are rolled over, one of them is enough', async () => {
  expect(await checkZone({ 'rw2._domainkey.a.test': { TXT: [pieces(GOOD)] } }, ['rw1', 'rw2'])).toMatchObject([{ about: 'rw2', state: 'pass' }])
})

test('a selector that cannot be asked does not make the others missing', async () => {
  expect(await checkZone({ 'rw1._domainkey.a.test': 'servfail' }, ['rw1', 'rw2'])).toMatchObject([{ about: 'rw1', state: 'unknown' }])
})

test('without selectors that we know, nothing is said and nothing is asked', async () => {
  const zone = await startZone({ 'default._domainkey.a.test': { TXT: [pieces(GOOD)] } })
  onTestFinished(zone.stop)
  expect(await checkDkim({ domain: 'a.test', selectors: [], resolve: zone.resolve })).toEqual([])
  expect(zone.server.asked).toEqual([])
})

async function checkZone(zone: Zone, selectors: string[]) {
  const { resolve, stop } = await startZone(zone)
  onTestFinished(stop)
  return checkDkim({ domain: 'a.test', selectors, resolve })
}

function pieces(text: string): string[] {
  return text.match(/.{1,255}/gs) ?? []
}
