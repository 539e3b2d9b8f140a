import { expect, test } from 'vitest'
import { inputOf } from './form-input.ts'

function form(...fields: [string, string][]): FormData {
  const data = new FormData()
  for (const [name, value] of fields) data.append(name, value)
  return data
}

test('a form is read the same with and without a previous result before it', () => {
  const answers = form(['number', '2041'], ['$ACTION_ID_x', ''])
  expect(inputOf([answers])).toEqual({ number: '2041' })
  expect(inputOf([{ ok: true }, answers])).toEqual({ number: '2041' })
})

test('one chosen row is a list too when the name says so', () => {
  expect(inputOf([form(['id[]', '7'])])).toEqual({ id: ['7'] })
  expect(inputOf([form(['id', '7'], ['id', '8'])])).toEqual({ id: ['7', '8'] })
})

test('a field named __proto__ reaches no prototype', () => {
  const read = inputOf([form(['__proto__', 'x'])]) as object
  expect(Object.getPrototypeOf(read)).toBe(Object.prototype)
  expect(({} as Record<string, unknown>)['x']).toBeUndefined()
})
