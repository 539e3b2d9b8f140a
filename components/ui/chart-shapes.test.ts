import { expect, test } from 'vitest'
import { barHeights, linePath } from './chart-shapes.ts'

test('a line is broken where nothing was measured', () => {
  expect(linePath([1, 1, null, 0], { min: 0, max: 1, width: 30, height: 11 })).toBe('M0.0 1.0L10.0 1.0M28.5 11.0h3')
})

test('one mail among thousands still has a bar', () => {
  expect(barHeights([0, 1, 5000], { height: 30 })).toEqual([1, 2, 30])
})

test('a bar above the bound is cut at the bound', () => {
  expect(barHeights([90], { max: 60, height: 30 })).toEqual([30])
})
