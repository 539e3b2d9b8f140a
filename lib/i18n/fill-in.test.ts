import { createTranslator } from 'next-intl'
import { expect, test } from 'vitest'
import { sentence } from './fill-in.ts'
import { MESSAGES } from './messages.ts'

test.each(['en', 'de'] as const)('a cell of the matrix is said in %s as if it was asked for alone', (locale) => {
  const t = createTranslator({ locale, messages: MESSAGES[locale], namespace: 'deliverability' })
  const values = { host: 'mx01 {', receiver: 'GMX / WEB.DE', state: t('state.fine'), delivered: 12_345, deferred: 0, refused: 7, others: 1 }
  const say = sentence(['host', 'receiver', 'state', 'delivered', 'deferred', 'refused', 'others'], (marks) => t('cell', marks))
  expect(say(values)).toBe(t('cell', { ...values, delivered: '12345' }))
})

test('a value that is one letter, and a sentence without values, stand as they are', () => {
  expect(sentence(['a', 'b'], ({ a, b }) => `x${b}${a}`)({ a: 'b', b: 'a' })).toBe('xab')
  expect(sentence([], () => 'a')({})).toBe('a')
})
