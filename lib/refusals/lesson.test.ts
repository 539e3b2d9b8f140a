import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readLabelled } from './labelled/read-labelled.ts'
import { isSaid, learn, spoken, teachableText } from './lesson.ts'
import { redactReply } from './redact-reply.ts'
import { taughtRule, type TaughtRule } from './refusal.ts'
import { formOf } from './text-form.ts'

const rule = (text: string, more: Partial<TaughtRule> = {}): TaughtRule => taughtRule.parse({ id: 'a', text, class: 'content', scope: 'message', permanent: true, ...more })
const says = (text: string, reply: string) => {
  const lesson = learn(rule(text))
  return lesson !== null && isSaid(lesson, spoken(reply), undefined)
}

test.each([
  ['Refused by Quux, ticket 4711-AB', '550 5.7.1 refused by quux, ticket 1-ZZ', true],
  ['Refused by Quux', '550 refused by quuxen', false],
  ['mail from * is not welcome', '550 Mail from host 192.0.2.7 is not welcome here', true],
  ['mail from * is not welcome', '550 mail from is not welcome', true],
  ['not welcome * mail from', '550 mail from you is not welcome', false],
  ['one two * two three', '550 one two three', false],
  ['<…@shop.example> is on vacation', '550 <max.muster+x@shop.example> is on vacation', true],
  ['Postfach überzählig', '550 POSTFACH überzählig', true],
  ['Vorgang AB-4711223 abgelehnt', '550 Vorgang CD-9911223 abgelehnt', true],
  ['code TSS04 ended', '421 code TSS05 ended', false],
  ['550 *', '550 anything', false],
  ['* 5.7.1 *', '550 5.7.1 anything', false],
])('%s / %s', (text, reply, isMeant) => {
  expect(says(text, reply)).toBe(isMeant)
})

test('what was taught from a sample speaks of the reply it was a sample of, also of a long one', () => {
  const texts = readLabelled().map(({ text }) => text)
  expect(texts.length).toBeGreaterThan(300)
  const taught = texts.flatMap((text) => {
    const lesson = learn(rule(teachableText(redactReply(text)).padEnd(4)))
    return lesson ? [{ lesson, text }] : []
  })
  expect(taught.length).toBeGreaterThan(texts.length * 0.95)
  for (const { lesson, text } of taught) expect(isSaid(lesson, spoken(text), undefined), text).toBe(true)
  const long = `550 ${'Lorem ipsum dolor sit amet '.repeat(40)}`
  expect(says(teachableText(redactReply(long)), long)).toBe(true)
})

test('a form is the same whatever figures, ids, addresses and hosts a reply names, and whatever our own server says around it', () => {
  const word = fc.stringMatching(/^[1-9][0-9]{3,8}$/)
  fc.assert(
    fc.property(word, word, fc.stringMatching(/^[a-z]{1,8}$/), (ip, id, name) => {
      const reply = `host mx.${name}.example[192.0.2.${Number(ip) % 250}] said: 550 5.7.9 Sorry <${name}@${name}.example>, our stars of ${id} are not with 10.1.2.${Number(id) % 250} (in reply to RCPT TO command)`
      expect(formOf(redactReply(reply))).toBe(formOf('550 5.7.9 Sorry <…@x.example>, our stars of 7 are not with 10.0.0.1'))
    }),
  )
  expect(formOf('550 5.7.9 Sorry, our stars of 7 are wrong')).toBe('550 5.7.9 sorry our stars of # are wrong')
  expect(formOf('')).toBe('')
  expect(formOf(redactReply('wort '.repeat(10_000))).length).toBeLessThanOrEqual(500)
})
