import { expect, test } from 'vitest'
import { listAddress } from './list-address.ts'

const defaults: { show: string; mine: boolean; page: number; before: number | null } = { show: 'all', mine: false, page: 1, before: null }

test('what a list shows anyway is left out of its address', () => {
  expect(listAddress('/list', defaults, defaults)).toBe('/list')
  expect(listAddress('/list', { ...defaults, page: 2 }, defaults)).toBe('/list?page=2')
})

test('true is written as 1, and nothing is not written at all', () => {
  expect(listAddress('/list', { show: 'a b', mine: true, page: 1, before: null }, { ...defaults, before: 7 })).toBe('/list?show=a+b&mine=1')
})
