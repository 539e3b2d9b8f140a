import { expect, test } from 'vitest'
import { readColumns, writeColumns } from './column-choice.ts'

test('the columns that were chosen are those that are read again', () => {
  expect(readColumns(writeColumns(['google', 'firma.co.uk', 't-online']))).toEqual(['google', 'firma.co.uk', 't-online'])
})

test.each([undefined, '', '+', '<script>', 'A B'])('a browser that keeps %s has chosen nothing', (kept) => {
  expect(readColumns(kept)).toBeNull()
})

test('what a browser keeps is bounded, each column once', () => {
  expect(readColumns(Array.from({ length: 900 }, (_, n) => `r${n % 60}.example`).join('+'))).toHaveLength(40)
})
