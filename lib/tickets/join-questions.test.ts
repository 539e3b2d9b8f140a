import { expect, test } from 'vitest'
import { joinQuestions } from './join-questions.ts'

test('numbers of questions are listed as people say them', () => {
  expect(joinQuestions([3], 'de')).toBe('3')
  expect(joinQuestions([1, 3], 'de')).toBe('1 und 3')
  expect(joinQuestions([1, 2, 3], 'en')).toBe('1, 2 and 3')
  expect(joinQuestions([], 'en')).toBe('')
})
