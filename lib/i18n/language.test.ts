import { expect, test } from 'vitest'
import { asLanguage, chooseLanguage } from './language.ts'

test.each([
  ['de-DE,de;q=0.9,en;q=0.8', 'de'],
  ['fr-FR,de;q=0.4,en;q=0.8', 'en'],
  ['fr, de;q=0.1', 'de'],
  ['de;q=0, en', 'en'],
  ['*', 'en'],
  ['', 'en'],
  [null, 'en'],
])('a browser that asks for %s gets %s', (header, language) => {
  expect(chooseLanguage(header)).toBe(language)
})

test('a cookie with something else in it is no language', () => {
  expect(asLanguage('../de')).toBeUndefined()
  expect(asLanguage('de')).toBe('de')
})
