import { expect, test } from 'vitest'
import { composeNotice } from '../compose-notice.ts'
import { DEFAULT_DESK } from '../desk.ts'
import { languages, noticeKinds, PORTAL_LINK_MARK, type NoticeFacts } from '../notice.ts'
import { QUESTION_TEXTS } from '../questions.ts'
import { COLUMNS } from '../wrap-text.ts'

const FACTS: NoticeFacts = {
  account: 'kontakt@baeckerei-muster.example', customerName: 'Bäckerei Muster', ticketNumber: 2041, lockedAt: new Date('2026-11-23T13:05:00Z'),
  burst: { messages: 1312, windowSeconds: 360, unknownRecipients: 1102, recipients: 1312 },
  excerpts: [`Nov 23 14:05:03 mx02 postfix/smtpd[41877]: 4XkQm31Tz9z7: client=mail.baeckerei-muster.example[192.0.2.7], sasl_method=LOGIN\u001b[31m ${'x'.repeat(200)}`],
  questions: [1, 2, 3], remark: '', relapse: { mails: 214, seconds: 6, left: 0 }, expiry: { messages: 1204, deleteAt: new Date('2026-11-25T13:05:00Z') }, hasDoor: true, desk: DEFAULT_DESK,
}
const EVERY = languages.flatMap((language) => noticeKinds.map((kind) => ({ language, kind })))

test.each(EVERY)('a $kind notice in $language keeps to 72 columns and has no control characters', ({ language, kind }) => {
  const { subject, text } = composeNotice(language, kind, FACTS)
  expect(text.split('\n').filter((line) => line.length > COLUMNS)).toEqual([])
  expect(`${subject}${text.replaceAll('\n', '')}`).not.toMatch(/\p{Cc}/u)
})

test.each(languages)('the three questions stand numbered and word for word (%s)', (language) => {
  const flat = composeNotice(language, 'three-questions', FACTS).text.replace(/\s+/g, ' ')
  for (const question of [1, 2, 3] as const) expect(flat).toContain(`${question}) ${QUESTION_TEXTS[language][question]}`)
})

test.each(languages)('asked again for question 3 alone, it is still question 3, with help and a warning about postsuper (%s)', (language) => {
  const { text } = composeNotice(language, 'ask-again', { ...FACTS, questions: [3] })
  expect(text.match(/^\d\)/gm)).toEqual(['3)'])
  for (const help of ['postqueue -p', 'exim -bp', 'Get-Queue', 'Plesk', 'postsuper -d ALL']) expect(text.replace(/\s+/g, ' ')).toContain(help)
})

test.each(languages)('a notice that asks has the link, how to reach us, and the hour in the provider’s zone (%s)', (language) => {
  const { text } = composeNotice(language, 'three-questions', FACTS)
  expect(text).toContain(PORTAL_LINK_MARK)
  expect(text).toContain(DEFAULT_DESK.abuseAddress)
  expect(text.replace(/\s+/g, ' ')).toContain('14:05')
})

test('on a host without the door nobody is told to write from the locked mailbox', () => {
  expect(composeNotice('de', 'three-questions', { ...FACTS, hasDoor: false }).text.replace(/\s+/g, ' ')).toContain('von einer anderen Adresse')
})

const flatRelapse = (language: 'en' | 'de', relapse: NoticeFacts['relapse']) => composeNotice(language, 'relapse', { ...FACTS, relapse }).text.replace(/\s+/g, ' ')

// Mail that left although it was watched is a fault of ours; the customer is not told otherwise.
test('a relapse notice says that none left only when none did', () => {
  expect(flatRelapse('en', { mails: 214, seconds: 6, left: 0 })).toContain('None of them has left our house.')
  expect(flatRelapse('en', { mails: 214, seconds: 6, left: 12 })).toContain('12 of them had already left our house.')
  expect(flatRelapse('de', { mails: 214, seconds: 6, left: 1 })).toContain('Eine davon hatte unser Haus schon verlassen.')
  for (const language of languages) expect(flatRelapse(language, null)).not.toMatch(/left our house|Haus verlassen/)
})
