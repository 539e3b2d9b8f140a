import { expect, test } from 'vitest'
import { domainFinding, type DomainFinding, type Finding } from './domain-check.ts'
import { harmSeen, moveHarm, type DomainFailing } from './domain-harm.ts'

const spf = (finding: Finding, about = '') => domainFinding('spf', about, { finding, record: 'v=spf1 -all' })
const dmarc = (policy: string) => domainFinding('dmarc', '', { finding: 'policy', record: `v=DMARC1; p=${policy}`, policy })
const noPolicy = domainFinding('dmarc', '', { finding: 'no-policy', record: null })
const noKey = domainFinding('dkim', '', { finding: 'no-key', record: null })
const key = domainFinding('dkim', 's1', { finding: 'key', record: 'v=DKIM1; p=MIG' })

test.each<[string, DomainFinding[], 'fail' | 'unknown' | 'none']>([
  ['forbids us', [spf('not-named')], 'fail'],
  ['forbids one of our addresses', [spf('some-not-named'), spf('named', '192.0.2.1'), spf('not-named', '192.0.2.2')], 'fail'],
  ['names some, the others softly', [spf('some-not-named'), spf('named', '192.0.2.1'), spf('softly-not-named', '192.0.2.2')], 'none'],
  ['ends in an error everywhere', [spf('too-many-lookups')], 'fail'],
  ['has two records', [spf('several-records')], 'fail'],
  ['has no record', [spf('no-record')], 'none'],
  ['does not name us softly', [spf('softly-not-named')], 'none'],
  ['softly, but DMARC rejects and no key of ours stands', [spf('softly-not-named'), dmarc('reject'), noKey], 'fail'],
  ['softly, DMARC rejects, and we sign', [spf('softly-not-named'), dmarc('reject'), key], 'none'],
  ['softly, DMARC rejects, and nobody knows whether we sign', [spf('softly-not-named'), dmarc('reject')], 'none'],
  ['softly, and DMARC does nothing', [spf('softly-not-named'), dmarc('none'), noKey], 'none'],
  ['was not answered', [spf('no-answer')], 'unknown'],
  ['is right', [spf('named')], 'none'],
])('a customer\'s record that %s', (_what, findings, state) => {
  expect(harmSeen('spf', findings, false).state).toBe(state)
})

test('a customer without DMARC or DKIM does no harm; a domain of ours without it does', () => {
  for (const check of ['dmarc', 'dkim'] as const) {
    expect(harmSeen(check, [spf('named'), noPolicy, noKey], false).state).toBe('none')
    expect(harmSeen(check, [spf('named'), noPolicy, noKey], true).state).toBe('fail')
  }
})

const NOON = new Date('2026-11-24T12:00:00.000Z')
const LATER = new Date('2026-11-24T13:00:00.000Z')
const failing: DomainFailing = { state: 'fail', since: NOON, finding: 'not-named' }

test('what fails is told once, unknown neither begins nor ends it, and it is gone when it passes', () => {
  expect(moveHarm(null, { state: 'unknown', finding: 'no-answer' }, NOON)).toMatchObject({ kept: null, told: null })
  expect(moveHarm(null, { state: 'fail', finding: 'not-named' }, NOON)).toEqual({ kept: failing, told: { from: null, to: 'fail' }, isChanged: false })
  expect(moveHarm(failing, { state: 'fail', finding: 'not-named' }, LATER)).toEqual({ kept: failing, told: null, isChanged: false })
  expect(moveHarm(failing, { state: 'unknown', finding: 'no-answer' }, LATER)).toEqual({ kept: { ...failing, state: 'unknown' }, told: { from: 'fail', to: 'unknown' }, isChanged: false })
  expect(moveHarm({ ...failing, state: 'unknown' }, { state: 'fail', finding: 'not-named' }, LATER)).toEqual({ kept: failing, told: { from: 'unknown', to: 'fail' }, isChanged: false })
  expect(moveHarm(failing, { state: 'none', finding: null }, LATER)).toEqual({ kept: null, told: { from: 'fail', to: 'pass' }, isChanged: true })
})

test('what fails for another reason is told anew, and nobody has acknowledged that', () => {
  expect(moveHarm(failing, { state: 'fail', finding: 'broken' }, LATER)).toEqual({ kept: { ...failing, finding: 'broken' }, told: { from: 'fail', to: 'fail' }, isChanged: true })
})
