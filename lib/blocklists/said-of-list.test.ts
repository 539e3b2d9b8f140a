import { expect, test } from 'vitest'
import { BLOCKLISTS } from './catalogue/catalogue.ts'
import { LISTS_IN_GERMAN } from './catalogue-in-german.ts'
import { saidOfList } from './said-of-list.ts'

test('a sentence of the catalogue is said in German where there is one, and marked as English where not', () => {
  expect(saidOfList('de', 'listed')).toEqual({ text: 'gelistet', language: 'de' })
  expect(saidOfList('de', 'something new')).toEqual({ text: 'something new', language: 'en' })
  expect(saidOfList('en', 'listed')).toEqual({ text: 'listed', language: 'en' })
})

test('no German sentence has lost its English one', () => {
  const said = new Set(BLOCKLISTS.flatMap(({ codes, delisting, limits, evidence, note }) => [...codes.map(({ meaning }) => meaning), delisting.note, limits.publicResolvers, limits.volume, evidence.what, evidence.where, note]))
  expect(Object.keys(LISTS_IN_GERMAN).filter((text) => !said.has(text))).toEqual([])
})
