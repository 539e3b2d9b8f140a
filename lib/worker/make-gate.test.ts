import { expect, test } from 'vitest'
import { makeGate } from './make-gate.ts'

test('so many at once, in the order in which they came, and a failure gives its place back', async () => {
  const gate = makeGate(2)
  const begun: number[] = []
  let inside = 0
  let most = 0
  const work = (n: number) => gate(async () => {
    begun.push(n)
    most = Math.max(most, ++inside)
    await new Promise((resolve) => setTimeout(resolve, 2))
    inside -= 1
    if (n % 3 === 0) throw new Error(`no ${n}`)
    return n
  })
  const results = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => work(n)))
  expect(begun).toEqual(Array.from({ length: 20 }, (_, n) => n))
  expect(most).toBe(2)
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(7)
  expect(await work(1)).toBe(1)
})
