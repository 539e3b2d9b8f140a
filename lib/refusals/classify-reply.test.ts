import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { classifyReply, replyClassifier } from './classify-reply.ts'
import { readLabelled } from './labelled/read-labelled.ts'
import { maskReply } from './mask-reply.ts'
import { prepareReply } from './prepared-reply.ts'
import { REFUSAL_CLASSES, REFUSAL_SCOPES, taughtRules, type TaughtRules } from './refusal.ts'
import { ruleBook } from './rule.ts'
import { CLEAR_RULES, VAGUE_RULES } from './rules/general-rules.ts'
import { RECEIVER_RULES } from './rules/receiver-rules.ts'

const labelled = readLabelled()

describe('the labelled replies', () => {
  test('there are 300 or more with sources, 60 or more of receivers in Germany, each once, in our classes and scopes', () => {
    expect(labelled.length).toBeGreaterThanOrEqual(300)
    expect(labelled.filter((each) => each.country === 'de').length).toBeGreaterThanOrEqual(60)
    expect(new Set(labelled.map((each) => each.text)).size).toBe(labelled.length)
    for (const each of labelled) {
      expect(REFUSAL_CLASSES, each.text).toContain(each.class)
      expect(REFUSAL_SCOPES, each.text).toContain(each.scope)
      expect(each.source).not.toBe('')
    }
  })

  test('about 30 % are set aside, and 92 % or more of these are told rightly', () => {
    const aside = labelled.filter((each) => each.setAside)
    expect(aside.length / labelled.length).toBeCloseTo(0.3, 1)
    const right = aside.filter((each) => classifyReply(each.text, { mx: each.mx }).class === each.class)
    expect(right.length / aside.length).toBeGreaterThanOrEqual(0.92)
  })

  test('of those that rules are written from, none is told wrongly', () => {
    const wrong = labelled.filter((each) => !each.setAside).filter((each) => classifyReply(each.text, { mx: each.mx }).class !== each.class)
    expect(wrong.map((each) => each.text)).toEqual([])
  })
})

describe('what decides', () => {
  test("a receiver's own rules go before the general ones", () => {
    const text = '550 Requested action not taken: mailbox unavailable, invalid DNS MX or A/AAAA resource record'
    expect(classifyReply(text, { mx: 'mx00.gmx.net' })).toMatchObject({ class: 'bad_sender', receiver: 'united-internet', rule: 'ui-sender-dns' })
    expect(classifyReply('550 Requested action not taken: mailbox unavailable', { mx: 'mx.firma.de' })).toMatchObject({ class: 'unknown_user', receiver: 'firma.de' })
  })

  test('the last line decides where the receiver says so', () => {
    const text = '554-Reject due to policy restrictions.\n554 IP address is block listed.'
    expect(classifyReply(text, { receiver: 'united-internet' }).class).toBe('ip_block')
    expect(classifyReply('554-IP address is block listed.\n554 Reject due to policy restrictions.', { receiver: 'united-internet' }).class).toBe('policy')
  })

  test('an enhanced status goes before words that say little, and after those that say much', () => {
    expect(classifyReply('550 5.1.1 rejected')).toMatchObject({ class: 'unknown_user', rule: 'status-5.1.1' })
    expect(classifyReply('550 5.7.1 rejected')).toMatchObject({ class: 'policy' })
    expect(classifyReply('550 5.1.1 blocked using zen.spamhaus.org')).toMatchObject({ class: 'ip_block' })
  })

  test('permanent is what the meaning is, not only the code', () => {
    expect(classifyReply('451 Invalid Recipient - https://community.mimecast.com/docs/DOC-1369#451').permanent).toBe(true)
    expect(classifyReply('550 5.7.1 Greylisted, come back in 300 seconds').permanent).toBe(false)
    expect(classifyReply('550 5.7.25 reverse DNS missing').permanent).toBe(true)
    expect(classifyReply('450 4.7.25 Client host rejected: cannot find your hostname').permanent).toBe(false)
    expect(classifyReply('Your reverse DNS entry does not resolve').permanent).toBeNull()
  })

  test('a text that says nothing is unknown, and keeps what its code says', () => {
    expect(classifyReply('554 xyzzy')).toEqual({ class: 'unknown', scope: 'unknown', permanent: true, receiver: null, rule: null })
    expect(classifyReply('')).toEqual({ class: 'unknown', scope: 'unknown', permanent: null, receiver: null, rule: null })
  })
})

test.each([
  ['host mx00.t-online.de[194.25.134.8] refused to talk to me: 554 IP=192.0.2.1 - None/bad reputation. (NOWL)', 'ip_block', 't-online'],
  ['192.0.2.7_does_not_like_recipient./Remote_host_said:_550_5.1.1_<x@y.example>..._User_unknown/Giving_up_on_192.0.2.7./', 'unknown_user', null],
  ['SMTP error from remote mail server after RCPT TO:<x@y.example>: host mx.y.example [192.0.2.7]: 550-Callout verification\\n550 failed: mailbox is full', 'mailbox_full', 'y.example'],
  ['host mx.y.example[192.0.2.7] said: 550-5.7.1 This message looks 550 5.7.1 like spam (in reply to end of DATA command)', 'content', 'y.example'],
  ['SMTP error from remote mail server after RCPT TO:<x@y.example>: host gmail-smtp-in.l.google.com [192.0.2.1]: 450-4.2.1 The user you are trying to contact is receiving\\n450-4.2.1 mail at a rate that prevents additional messages', 'rate', 'google'],
  ['host mx.y.example[192.0.2.7] said: 553 host.z.example does not exist (in reply to MAIL FROM command)', 'bad_sender', 'y.example'],
  ['host mx.y.example[192.0.2.7] said: 553 host.z.example does not exist (in reply to RCPT TO command)', 'unknown_user', 'y.example'],
  ['delivery temporarily suspended: connect to mx.y.example[192.0.2.7]:25: Connection refused', 'network', null],
])('%s is read as its mail server logs it', (text, refused, receiver) => {
  expect(classifyReply(text)).toMatchObject({ class: refused, receiver })
})

test('replies that differ in ids, addresses and hosts alone are told by one verdict', () => {
  const classify = replyClassifier()
  const first = classify('554 5.7.1 <a@b.example>: Client host [192.0.2.1] blocked using zen.spamhaus.org; id 4ABC1D2E3F')
  expect(classify('554 5.7.1 <other@else.example>: Client host [198.51.100.7] blocked using zen.spamhaus.org; id 9ZZZ8Y7X6W')).toBe(first)
})

test.each([
  ['550 Empfängeradresse ungültig', 'unknown_user', true], ['550 Domain unbekannt', 'bad_domain', true], ['421 Dienst nicht verfügbar', 'system', false],
  ['552 Das Postfach des Empfängers ist voll', 'mailbox_full', true], ['550 Die IP-Adresse Ihres Servers wurde wegen Spamversands gesperrt', 'ip_block', true],
  ['550 Absenderdomain hat keinen MX', 'bad_sender', true], ['554 Weiterleitung nicht erlaubt', 'relay', true], ['550 Boîte du destinataire archivée', 'disabled', true],
  ['450 Zu viele Nachrichten von Ihrer IP-Adresse, bitte versuchen Sie es später erneut', 'rate', false], ['554 Authentifizierung erforderlich', 'auth', true],
  ['550 Der Empfänger nimmt keine E-Mails von Ihnen an', 'recipient_policy', true], ['550 Verschlüsselung erforderlich', 'tls', true],
])('%s is told in general words', (text, refused, permanent) => {
  expect(classifyReply(text)).toMatchObject({ class: refused, permanent })
})

describe('taught rules', () => {
  const taught: TaughtRules = taughtRules.parse({
    version: 3,
    rules: [
      { id: 'quarrel', text: 'Refused by Quux filter, ticket 4711-AB', class: 'content', scope: 'message', permanent: true },
      { id: 'own', text: 'User unknown', receiver: 'firma.de', class: 'disabled', scope: 'recipient', permanent: true },
    ],
  })

  test('go before all others, whatever the ids in the text', () => {
    const text = '550 5.7.1 Refused by Quux filter, ticket 99-ZZ (user unknown)'
    expect(classifyReply(text, { taught })).toMatchObject({ class: 'content', rule: 'taught:quarrel' })
    expect(classifyReply(text).class).not.toBe('content')
  })

  test('hold for the receiver they name alone', () => {
    expect(classifyReply('550 User unknown', { taught, mx: 'mx.firma.de' }).rule).toBe('taught:own')
    expect(classifyReply('550 User unknown', { taught, mx: 'mx.andere.de' }).rule).toBe('unknown-user')
  })

  test('are data that is parsed', () => {
    expect(() => taughtRules.parse({ version: 1, rules: [{ id: 'x', text: 'abcd', class: 'nonsense', scope: 'ip', permanent: true }] })).toThrow()
  })
})

test('the shortcut by stems never hides a rule that matches', () => {
  const rules = [...CLEAR_RULES, ...VAGUE_RULES].map((rule) => ({ rule, book: ruleBook([rule]) }))
  for (const { text } of labelled.filter((each) => !each.setAside)) {
    const reply = prepareReply(maskReply(text).text)
    for (const { rule, book } of rules) expect(book.find(reply), `${rule.id} on ${reply.words}`).toBe(book.findTryingAll(reply))
  }
})

test('every rule has an id of its own', () => {
  const ids = [...new Set(Object.values(RECEIVER_RULES).flat()), ...CLEAR_RULES, ...VAGUE_RULES].map((rule) => rule.id)
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
})

test('no text makes it throw or answer outside of its classes: words of mail, any characters, broken ones', () => {
  const words = fc.constantFrom('550', '5.1.1', 'host', 'mailbox', 'user', 'unknown', 'said:', '<x@y.de>', '192.0.2.1', 'blocked', 'http://', '\n', '550-', 'c=r1601', 'ü', '\u0000')
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.array(words, { maxLength: 80 }).map((parts) => parts.join(' ')), fc.array(words, { maxLength: 80 }).map((parts) => parts.join('')))
  const classify = replyClassifier()
  fc.assert(
    fc.property(text, fc.option(fc.string({ unit: 'binary', maxLength: 40 }), { nil: undefined }), (reply, mx) => {
      const refusal = classify(reply, { mx })
      expect(REFUSAL_CLASSES).toContain(refusal.class)
      expect(REFUSAL_SCOPES).toContain(refusal.scope)
    }),
    { numRuns: 3_000 },
  )
})

test('a reply of 10 MB costs no more than a long line, whatever it repeats', () => {
  for (const seed of ['mailbox user account ', 'host ', '550-', '5.1.1 ', 'x@', 'a', '\u0000', 'the server your ip is not allowed limit of too many ', 'said: ']) {
    const short = seed.repeat(Math.ceil(2_048 / seed.length))
    const long = seed.repeat(Math.ceil(10_000_000 / seed.length))
    expect(maskReply(long).text.length).toBeLessThanOrEqual(maskReply(short).text.length + 64)
    const begun = performance.now()
    classifyReply(long)
    expect(performance.now() - begun, seed).toBeLessThan(250)
  }
})
