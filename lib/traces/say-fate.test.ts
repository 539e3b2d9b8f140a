import { expect, test } from 'vitest'
import { MESSAGES } from '../i18n/messages.ts'
import type { TraceFate, TraceStep } from '../protocol/trace.ts'
import { at, found, step } from './found-mail-for-tests.ts'
import { joinMessages } from './join-messages.ts'
import { sayFate, sentences } from './say-fate.ts'

function said(fate: TraceFate, steps: TraceStep[], rest: Parameters<typeof found>[1] = {}) {
  const [path] = joinMessages([found('mx01', { to: { 'anna@example.org': fate }, steps, ...rest })])
  const recipient = path?.recipients[0]
  if (!path || !recipient) throw new Error('no path')
  return sayFate(path, recipient)
}
const attempt = (what: TraceStep['what'], reply: string, host: string | null = 'mx.example.org') => step('14:05', what, { recipient: 'anna@example.org', reply, host })

test('what a large receiver took is said with its name and the time', () => {
  expect(said('delivered', [attempt('delivered', '250 2.0.0 OK', 'gmail-smtp-in.l.google.com[142.250.1.27]:25')])).toMatchObject({ sentence: 'taken', by: 'Google', at: at('14:05') })
  const local = { ...step('14:05', 'delivered', { reply: 'delivered to mailbox', recipient: 'anna' }) }
  expect(said('delivered', [local], { to: { anna: 'delivered' } })).toMatchObject({ sentence: 'delivered-here', by: null, at: at('14:05') })
})

test.each([
  ['450 4.2.0 <anna@example.org>: Recipient address rejected: Greylisted, please try again in 300 seconds', 'later'],
  ['452 4.2.2 The email account that you tried to reach is over quota', 'full-later'],
  ['connect to mx.example.org[192.0.2.9]:25: Connection timed out', 'silent'],
  ['connect to mx.example.org[192.0.2.9]:25: Connection refused', 'silent'],
])('while it waits, %s is said as %s, with the next try', (reply, sentence) => {
  expect(said('queued', [attempt('deferred', reply)], { nextTryAt: at('15:20') })).toMatchObject({ sentence, nextTryAt: at('15:20') })
})

test.each([
  ['550 5.1.1 <anna@example.org>: Recipient address rejected: User unknown in virtual mailbox table', 'no-mailbox'],
  ['552 5.2.2 Mailbox is full', 'full'],
  ['552 5.3.4 Message size exceeds fixed limit', 'too-big'],
  ['554 5.7.1 Message rejected as spam', 'spam'],
  ['554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org', 'our-server'],
  ['550 5.7.26 Unauthenticated email from example.org is not accepted due to domain DMARC policy', 'your-domain'],
])('refused for good, %s is said as %s', (reply, sentence) => {
  expect(said('bounced', [attempt('bounced', reply)])).toMatchObject({ sentence, reply: null })
})

test('a refusal that nobody knows is quoted in the receiver’s own words', () => {
  expect(said('bounced', [attempt('bounced', '599 blorp')])).toMatchObject({ sentence: 'refused', reply: '599 blorp' })
})

test('one that nobody has tried yet is on its way, and what the logs do not say is not guessed', () => {
  expect(said('queued', [step('14:05', 'accepted')])).toMatchObject({ sentence: 'on-its-way', nextTryAt: null })
  expect(said('unknown', [step('14:05', 'accepted')])).toMatchObject({ sentence: 'unknown' })
  expect(said('quarantined', [step('14:05', 'quarantined')])).toMatchObject({ sentence: 'held' })
})

test('the last attempt counts, not an earlier one, and only that of this recipient', () => {
  const steps = [attempt('deferred', '452 4.2.2 over quota'), { ...attempt('delivered', '250 OK', 'mx00.gmx.net'), at: at('14:30') }, { ...attempt('bounced', '550 5.1.1 unknown user'), recipient: 'bert@example.org', at: at('14:40') }]
  expect(said('delivered', steps)).toMatchObject({ sentence: 'taken', by: 'GMX / WEB.DE', at: at('14:30') })
})

test('what the next host met is said, also where it went on to another address', () => {
  const paths = joinMessages([
    found('mx01', { to: { 'anna@example.org': 'delivered' }, steps: [attempt('delivered', '250 Ok: queued as 4XjW0r9zQQz7', 'mx02.muster-hosting.example')] }),
    found('mx02', { queueIds: ['4XjW0r9zQQz7'], to: { 'anna@gmx.de': 'bounced' }, steps: [step('14:05', 'accepted'), step('14:06', 'bounced', { recipient: 'anna@gmx.de', reply: '550 5.1.1 user unknown', host: 'mx00.gmx.net' })] }),
  ])
  const [path] = paths
  expect(path && sayFate(path, path.recipients[0] ?? { address: '', fate: 'unknown' })).toMatchObject({ sentence: 'no-mailbox', by: 'GMX / WEB.DE' })
})

test('there are words for every sentence, in both languages, and each names the recipient', () => {
  for (const { portal } of Object.values(MESSAGES)) {
    expect(Object.keys(portal.trace.said).sort()).toEqual([...sentences].sort())
    for (const words of Object.values(portal.trace.said)) expect(words).toContain('{to}')
  }
})
