import { expect, test } from 'vitest'
import type { CheckState } from '../protocol/probes.ts'
import { judgeRecipients, judgeRelaying, type Tried } from './judge-recipients.ts'

function tried(line: string, at: Tried['at'] = 'RCPT', recipient = 'x@lab.test'): Tried {
  return { recipient, at, reply: { code: Number(line.slice(0, 3)), lines: [line], flaws: [] }, reason: '', lines: [`< ${line}`] }
}
const untold: Tried = { recipient: 'x@lab.test', at: 'RCPT', reason: 'no answer in time', lines: [] }

test.each<[string, CheckState, string, string, string]>([
  ['each is judged for himself', 'pass', '250 ok', '250 ok', '550 5.1.1 User unknown'],
  ['whatever the words: who is refused where others are accepted is not there', 'pass', '250 ok', '550 no', '550 rejected'],
  ['the words decide where nobody is accepted', 'pass', '550 no such user', '550 no such user', '550 no such user'],
  ['qmail', 'pass', '250 ok', '250 ok', '511 sorry, no mailbox here by that name (#5.1.1 - chkuser)'],
  ['Exchange', 'pass', '550 5.4.1 Recipient address rejected: Access denied', '250 ok', '550 5.4.1 Recipient address rejected: Access denied'],
  ['a domain of others is no unknown recipient', 'unknown', '550 5.7.1 Relaying denied', '550 5.7.1 Relaying denied', '550 5.7.1 Relaying denied'],
  ['a blocklist is none either', 'unknown', '550 5.7.1 blocked using zen.spamhaus.org', '550 5.7.1 blocked using zen.spamhaus.org', '550 5.7.1 blocked using zen.spamhaus.org'],
  ['put off', 'unknown', '450 4.2.0 Greylisted', '450 4.2.0 Greylisted', '450 4.2.0 Greylisted'],
  ['backscatter', 'fail', '250 ok', '250 ok', '250 ok'],
  ['backscatter, with another code', 'fail', '250 ok', '250 ok', '252 cannot verify'],
])('%s: %s', (_name, state, postmaster, abuse, nobody) => {
  expect(judgeRecipients({ postmaster: tried(postmaster), abuse: tried(abuse), unknown: tried(nobody) })[0]).toMatchObject({ id: 'refuses-unknown-recipient', state })
})

test.each<[string, CheckState, string]>([
  ['accepted', 'pass', '250 ok'], ['forwarded', 'pass', '251 User not local; will forward'], ['unknown', 'fail', '550 5.1.1 User unknown'], ['disabled', 'fail', '550 5.2.1 Mailbox is disabled'],
  ['put off', 'unknown', '451 4.7.1 try again'], ['blocked by a list', 'unknown', '554 5.7.1 Client host blocked using bl.spamcop.net'], ['relaying denied', 'unknown', '554 5.7.1 Relay access denied'],
])('a postmaster %s is %s', (_name, state, line) => {
  const refused = tried('550 5.7.1 Relaying denied')
  expect(judgeRecipients({ postmaster: tried(line), abuse: refused, unknown: refused })[1]).toMatchObject({ id: 'postmaster-accepted', state, cureId: state === 'fail' ? 'accept-postmaster' : null })
})

test('who refuses the postmaster and takes others has none, whatever he says', () => {
  const [, postmaster, abuse] = judgeRecipients({ postmaster: tried('554 5.7.1 rejected by policy'), abuse: tried('250 ok'), unknown: tried('550 no') })
  expect([postmaster?.state, abuse?.state]).toEqual(['fail', 'pass'])
})

test('what was not answered, or refused before the recipient was named, is not known', () => {
  const early = tried('550 5.7.1 no', 'MAIL')
  for (const each of [untold, early]) expect(judgeRecipients({ postmaster: each, abuse: each, unknown: each }).map(({ state }) => state)).toEqual(['unknown', 'unknown', 'unknown'])
})

test.each<[CheckState, string]>([
  ['pass', '554 5.7.1 <x@example.com>: Relay access denied'], ['pass', "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)"], ['pass', '550 relay not permitted'], ['pass', '550 5.7.1 Unable to relay'],
  ['pass', '454 4.7.1 <x@example.com>: Relay access denied'], ['pass', '530 5.7.0 Authentication required'], ['pass', '550 authentication required for relay'], ['pass', '550 Invalid recipient: <x@example.com>'],
  ['pass', '554 5.7.1 <unknown[192.0.2.1]>: Client host rejected: Access denied'], ['pass', '550 rejected'],
  ['unknown', '556 5.1.10 Domain does not accept mail (nullMX)'], ['unknown', '450 4.1.2 <x@example.com>: Recipient address rejected: Domain not found'], ['unknown', '451 4.7.1 Greylisted'],
  ['unknown', '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org'], ['unknown', '550 5.1.8 Sender address rejected: Domain not found'],
  ['fail', '250 2.1.5 Ok'], ['fail', '251 will forward'],
])('relaying is %s after "%s"', (state, line) => {
  expect(judgeRelaying([tried(line)], '192.0.2.1').state).toBe(state)
  // One sender that may relay is enough, and one that was not tried leaves it open.
  expect(judgeRelaying([tried(line), tried('250 ok')], '192.0.2.1').state).toBe('fail')
  if (state === 'pass') expect(judgeRelaying([tried(line), untold], '192.0.2.1').state).toBe('unknown')
})

test('nothing tried is nothing known', () => {
  expect(judgeRelaying([], '').state).toBe('unknown')
})
