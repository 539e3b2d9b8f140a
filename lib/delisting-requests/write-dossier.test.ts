import { expect, test } from 'vitest'
import { causesThatStand, readDossier, type DossierCause, type DossierFacts } from './dossier.ts'
import { withoutAddresses } from './without-addresses.ts'
import { codesIn, dossierText, missingFields, writeDossier } from './write-dossier.ts'

const NOON = new Date('2026-11-24T12:00:00.000Z')
const REPLY = '550 5.7.1 Unfortunately, messages from [203.0.113.25] weren’t sent. Please contact your Internet service provider since part of their network is on our block list (S3140).'
const lock = (more: Partial<Extract<DossierCause, { kind: 'lock' }>> = {}): DossierCause => ({ kind: 'lock', lockedAt: NOON, burstBeganAt: new Date('2026-11-24T11:54:00.000Z'), messages: 1312, taken: 1204, state: 'notified', relapses: 0, ...more })

const facts = (more: Partial<DossierFacts> = {}): DossierFacts => ({
  addressee: 'receiver', addresseeId: 'microsoft-consumer',
  targets: [{ target: '203.0.113.25', host: 'mx02', reverseDns: null, listing: null }],
  since: NOON, firstRefusal: { at: NOON, host: 'mx02', reply: REPLY }, replies: [REPLY], deliveries: { days: 7, taken: 70_000, deferred: 0, refused: 280 }, causes: [lock()],
  desk: { providerName: 'Muster Hosting', phone: '030 23125 014', abuseAddress: 'abuse@muster-hosting.example', timeZone: 'Europe/Berlin' },
  ...more,
})
const value = (given: DossierFacts, field: string, language: 'de' | 'en' = 'en') => writeDossier(given, language).values.find((each) => each.field === field)?.value

test('what is known stands in its field, in the receiver’s own words and in figures with their period', () => {
  expect(value(facts(), 'addresses')).toBe('203.0.113.25  mx02')
  expect(value(facts(), 'firstRefusal')).toBe(`24 November 2026, 12:00:00 UTC, seen by mx02:\n${REPLY}`)
  expect(value(facts(), 'errorCodes')).toBe('550, 5.7.1, S3140')
  expect(value(facts(), 'volume')).toBe('about 10,040 messages a day (mean of the last 7 days)')
  expect(value(facts(), 'outcome')).toBe('last 7 days: 70,000 accepted, 0 deferred, 280 refused for good')
  expect(value(facts(), 'contactMail')).toBe('abuse@muster-hosting.example')
})

test('what is not known is never guessed but left for a person', () => {
  const missing = missingFields(writeDossier(facts(), 'en'))
  expect(missing).toEqual(['contactName', 'reverseDns', 'optIn', 'authentication', 'feedbackLoop', 'policy'])
  const unknown = missingFields(writeDossier(facts({ since: null, firstRefusal: null, replies: [], deliveries: null, causes: [], targets: [{ target: '203.0.113.25', host: null, reverseDns: null, listing: null }] }), 'en'))
  expect(unknown).toEqual(expect.arrayContaining(['since', 'firstRefusal', 'errorCodes', 'volume', 'outcome', 'cause', 'measures', 'hostNames']))
})

test('no mail counted is no volume of nothing', () => {
  expect(value(facts({ deliveries: { days: 7, taken: 0, deferred: 0, refused: 0 } }), 'volume')).toBeNull()
})

test('reverse DNS is told only when it is known of every address', () => {
  const target = (name: string, state: 'pass' | 'fail' | null) => ({ target: name, host: 'mx02', reverseDns: state && { state, evidence: '' }, listing: null })
  expect(value(facts({ targets: [target('192.0.2.1', 'pass'), target('192.0.2.2', null)] }), 'reverseDns')).toBeNull()
  expect(value(facts({ targets: [target('192.0.2.1', 'pass'), target('192.0.2.2', 'fail')] }), 'reverseDns')).toBe('192.0.2.1: reverse and forward DNS agree\n192.0.2.2: reverse and forward DNS do not agree')
})

test('a lock is told as what was done, a failing check as what is found', () => {
  const both = facts({ causes: [lock(), { kind: 'check', check: 'refuses-unknown-recipient', host: 'alt3', since: NOON }] })
  expect(value(both, 'cause')).toBe('Unusually much mail came in through one customer account.\nFrom 24 November 2026, 11:54:00 UTC to the lock at 24 November 2026, 12:00:00 UTC: 1,312 messages.\nOur own check refuses-unknown-recipient fails on alt3 since 24 November 2026, 12:00:00 UTC.')
  expect(value(both, 'measures')).toBe('The account was locked for sending at 24 November 2026, 12:00:00 UTC.\n1,204 messages were taken out of the queue and are not delivered.')
  expect(value(facts({ causes: [lock({ relapses: 1, state: 'open' })] }), 'measures')).toContain('locked again at once')
  expect(value(facts({ causes: [{ kind: 'check', check: 'helo-name', host: 'mx02', since: NOON }] }), 'measures')).toBeNull()
})

test('a list is asked for what lists want, a receiver for what receivers want', () => {
  const listing = { state: 'listed', since: NOON, codes: ['127.0.0.2'], meaning: 'listed', text: 'Blocked - see https://www.spamcop.net/bl.shtml?198.51.100.13' }
  const asked = facts({ addressee: 'list', addresseeId: 'spamcop', targets: [{ target: '198.51.100.13', host: 'alt3', reverseDns: null, listing }], firstRefusal: null, replies: [], deliveries: null })
  const fields = writeDossier(asked, 'en').values.map(({ field }) => field)
  expect(fields).toContain('listEntry')
  expect(fields).not.toContain('optIn')
  expect(value(asked, 'listEntry')).toBe('198.51.100.13, listed since 24 November 2026, 12:00:00 UTC (127.0.0.2 · listed · Blocked - see https://www.spamcop.net/bl.shtml?198.51.100.13)')
  expect(value(facts(), 'listEntry')).toBeUndefined()
})

test('the whole text marks what is missing, in the language of whoever is asked', () => {
  const english = dossierText(writeDossier(facts(), 'en'))
  expect(english).toContain('Contact person: [please fill in]')
  const german = dossierText(writeDossier(facts(), 'de'))
  expect(german).toContain('Ansprechpartner: [bitte ergänzen]')
  expect(german).toContain('Mails an Sie je Tag: etwa 10.040 Mails am Tag')
  expect(german).not.toMatch(/account|customer|"/)
})

test('a stored dossier reads back as it was; anything else is none', () => {
  const written = writeDossier(facts(), 'de')
  expect(readDossier(JSON.stringify(written))).toEqual(written)
  for (const text of ['', 'plain words', '{"language":"fr","values":[]}', '[]']) expect(readDossier(text)).toBeNull()
})

test('codes are those of SMTP and the receiver’s own, no parts of addresses', () => {
  expect(codesIn('550 SC-001 (BAY004-MC1F2) Unfortunately, messages from 203.0.113.12 weren\'t sent.')).toEqual(['550', 'SC-001'])
  expect(codesIn('421 4.7.0 [TSS04] Messages from 203.0.113.12 temporarily deferred')).toEqual(['421', '4.7.0', 'TSS04'])
  expect(codesIn('host mx.example[192.0.2.1] said: 550 5.7.1 no (S3140)')).toEqual(['550', '5.7.1', 'S3140'])
  expect(codesIn('554 your address 203.0.113.12 is blocked')).toEqual(['554'])
})

test('a customer’s address does not go out, the receiver’s own does', () => {
  expect(withoutAddresses('550 5.7.1 <kunde@baeckerei.example>: refused, write to tosa@rx.t-online.de.', ['t-online.de'])).toBe('550 5.7.1 <…>: refused, write to tosa@rx.t-online.de.')
  expect(withoutAddresses('no address @ all', [])).toBe('no address @ all')
})

test('a failing check and a guarded unlock under way still stand, a lock in force does not', () => {
  expect(causesThatStand([lock(), lock({ state: 'open' })])).toEqual([])
  expect(causesThatStand([lock({ state: 'guarded-unlock' }), { kind: 'check', check: 'refuses-relaying', host: 'mx02', since: NOON }])).toHaveLength(2)
})
