import { expect, test } from 'vitest'
import { cutMiddle } from './cut-middle.ts'

test('a short name stays whole', () => {
  expect(cutMiddle('mx01', 20)).toBe('mx01')
})

test('a long address keeps its beginning and more of its end', () => {
  const cut = cutMiddle('kontakt@baeckerei-muster.example', 20)
  expect(Array.from(cut)).toHaveLength(20)
  expect(cut).toBe('kontakt@…ter.example')
})

test('no character is torn apart', () => {
  expect(cutMiddle('😀'.repeat(30), 11)).toBe(`${'😀'.repeat(4)}…${'😀'.repeat(6)}`)
})
