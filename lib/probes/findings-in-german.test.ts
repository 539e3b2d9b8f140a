import { expect, test } from 'vitest'
import { CURES } from './cures.ts'
import { CURES_IN_GERMAN, FINDINGS_IN_GERMAN } from './findings-in-german.ts'
import { FINDINGS } from './findings.ts'

const openWords = (words: string) => [...words.matchAll(/\{([a-z]+)\}/g)].map(([, name]) => name).toSorted()

test.each([['findings', FINDINGS, FINDINGS_IN_GERMAN], ['cures', CURES, CURES_IN_GERMAN]] as const)('the %s in German name the same things as in English', (_what, english, german: Record<string, string>) => {
  expect(Object.keys(german).toSorted()).toEqual(Object.keys(english).toSorted())
  for (const [id, words] of Object.entries(english)) expect([id, openWords(german[id] ?? '')]).toEqual([id, openWords(words)])
})
