import { expect, test } from 'vitest'
import { csvLine } from './write-csv.ts'

test.each(['=HYPERLINK("http://evil.example")', '+1', '-2+3', '@SUM(A1)', '\tx', '\r=1'])('a sender that would be a formula stays text: %j', (text) => {
  expect(csvLine([text])).toMatch(/^"?'/)
})

test('plain addresses, numbers and nothing stay as they are', () => {
  expect(csvLine(['a@b.example', 412, -3, null, undefined, true])).toBe('a@b.example,412,-3,,,true\r\n')
})

test('separators, quotes and line ends are quoted', () => {
  expect(csvLine(['a,b', 'say "x"', 'two\nlines'])).toBe('"a,b","say ""x""","two\nlines"\r\n')
})
