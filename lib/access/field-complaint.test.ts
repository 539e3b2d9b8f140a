import { expect, test } from 'vitest'
import * as z from 'zod'
import { MESSAGES } from '../i18n/messages.ts'
import { languages } from '../notices/notice.ts'
import { fieldsOf } from './run-action.ts'

const schema = z.strictObject({
  reason: z.string().trim().min(1).max(10), word: z.string().min(8), email: z.email(), url: z.url(), ip: z.ipv4(), window: z.number().int().min(10).max(60),
  share: z.number(), kind: z.enum(['a', 'b']), ids: z.array(z.string()).min(1).max(2), code: z.string().regex(/^x$/), own: z.string().refine((text) => text !== 'no', 'English of ours'),
})
const GOOD = { reason: 'why', word: 'eight and more', email: 'a@b.example', url: 'https://a.example', ip: '192.0.2.1', window: 20, share: 1, kind: 'a', ids: ['1'], code: 'x', own: 'yes' }

test.each([
  ['reason', ' ', 'missing', 1], ['reason', 'far too long', 'tooLong', 10], ['reason', undefined, 'missing', 0], ['word', 'short', 'tooShort', 8],
  ['email', 'nobody', 'email', 0], ['url', 'mx01', 'address', 0], ['ip', '192.0.2', 'ip', 0],
  ['window', 9, 'tooSmall', 10], ['window', 61, 'tooLarge', 60], ['window', 20.5, 'wholeNumber', 0], ['share', 'x', 'noNumber', 0], ['share', Number.NaN, 'noNumber', 0],
  ['kind', 'c', 'choice', 0], ['ids', [], 'tooFew', 1], ['ids', ['1', '2', '3'], 'tooMany', 2], ['code', 'y', 'wrong', 0], ['own', 'no', 'wrong', 0],
] as const)('%s: %j is told as %s', (name, value, key, count) => {
  const { error } = schema.safeParse({ ...GOOD, [name]: value })
  expect(error && fieldsOf(error)).toEqual({ [name]: { key, count } })
})

// A complaint that has no words would be shown as its key.
test.each(languages)('every complaint has words (%s)', (language) => {
  const keys = ['missing', 'tooShort', 'tooLong', 'tooSmall', 'tooLarge', 'tooFew', 'tooMany', 'noNumber', 'wholeNumber', 'email', 'address', 'ip', 'choice', 'wrong']
  expect(Object.keys(MESSAGES[language].errors.field).sort()).toEqual([...keys].sort())
})
