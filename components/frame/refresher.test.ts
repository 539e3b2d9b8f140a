import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeRefresher } from './refresher.ts'

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }))
afterEach(() => void vi.useRealTimers())

test('a hundred changes at once read the page once, and later ones at most once a second', () => {
  const refresh = vi.fn()
  const refresher = makeRefresher({ refresh, isHidden: () => false })
  for (let index = 0; index < 100; index += 1) refresher.want()
  vi.advanceTimersByTime(200)
  expect(refresh).toHaveBeenCalledTimes(1)

  refresher.want()
  vi.advanceTimersByTime(900)
  expect(refresh).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(100)
  expect(refresh).toHaveBeenCalledTimes(2)
})

test('a page that nobody sees is read when it is looked at again', () => {
  const refresh = vi.fn()
  let isHidden = true
  const refresher = makeRefresher({ refresh, isHidden: () => isHidden })
  refresher.want()
  vi.advanceTimersByTime(5000)
  expect(refresh).not.toHaveBeenCalled()

  isHidden = false
  refresher.wake()
  vi.advanceTimersByTime(200)
  expect(refresh).toHaveBeenCalledTimes(1)
})
