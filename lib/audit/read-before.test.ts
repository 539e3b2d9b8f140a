import { expect, test } from 'vitest'
import { readPathName } from '../access/read-path-name.ts'
import { readBefore } from './read-before.ts'

test('a page of a story begins before a row’s number', () => {
  expect(readBefore('4711')).toBe('4711')
})

// An address is typed by anybody: what is no number must show the newest page, not an error.
test('anything else in the address shows the newest page', () => {
  for (const value of [undefined, '', '-1', '1e9', '9'.repeat(19), ['1', '2'], "1' OR 1"]) expect(readBefore(value)).toBeNull()
})

test('a name in a path is read with its escapes, broken ones as they are', () => {
  expect(readPathName('kontakt%40baeckerei.example')).toBe('kontakt@baeckerei.example')
  expect(readPathName('100%')).toBe('100%')
})
