import { expect, test } from 'vitest'
import { tailOf, wilsonLow } from './beta-binomial.ts'

test.each([
  ['all of one, share believed one half', 1, 1, { a: 1, b: 1 }, 1 / 2],
  ['two of two under a flat belief', 2, 2, { a: 1, b: 1 }, 1 / 3],
  ['at least one of three under a flat belief', 1, 3, { a: 1, b: 1 }, 3 / 4],
  ['nothing is asked for', 0, 7, { a: 2, b: 5 }, 1],
  ['more than there were', 8, 7, { a: 2, b: 5 }, 0],
  // 2·3·4·5·6 / 200·201·202·203·204
  ['five of five when one in a hundred is usual', 5, 5, { a: 2, b: 198 }, 720 / (200 * 201 * 202 * 203 * 204)],
] as const)('%s', (_name, k, n, beta, tail) => {
  expect(tailOf(k, n, beta)).toBeCloseTo(tail, 12)
  if (tail > 0) expect(tailOf(k, n, beta) / tail).toBeCloseTo(1, 9)
})

test('a sure belief comes to the binomial distribution', () => {
  // P(X ≥ 3), n = 10, p = 0.1
  expect(tailOf(3, 10, { a: 1e7, b: 9e7 })).toBeCloseTo(0.070_190_8, 5)
})

test('the tail of many attempts adds up', () => {
  expect(tailOf(1, 100_000, { a: 20, b: 20 })).toBeCloseTo(1, 8)
  expect(tailOf(50_000, 100_000, { a: 20, b: 20 })).toBeCloseTo(0.5, 2)
})

test.each([[0, 0, 0], [0, 5, 0], [5, 5, 0.43], [50, 50, 0.883], [6, 20, 0.12]])('at least so much of %i in %i: %d', (k, n, low) => {
  expect(wilsonLow(k, n)).toBeCloseTo(low, 2)
})
