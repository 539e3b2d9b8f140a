import { expect, test } from 'vitest'
import { trafficScale } from './traffic-scale.ts'

const bars = (...messages: number[]) => messages.map((one, n) => ({ at: new Date(n).toISOString(), messages: one, held: 0, refused: 0 }))

test('a burst is cut, so that the habit stays to be seen', () => {
  const series = { bars: bars(3, 12, 16, 1312), habit: { low: 0, high: 16 } }
  const { top, isCut } = trafficScale(series)
  expect(top).toBe(80)
  expect(series.bars.filter(isCut).map((bar) => bar.messages)).toEqual([1312])
})

test('ordinary days are drawn whole', () => {
  const series = { bars: bars(3, 12, 17), habit: { low: 0, high: 16 } }
  expect(trafficScale(series).top).toBe(20)
  expect(series.bars.filter(trafficScale(series).isCut)).toEqual([])
})

test('without a habit the middle one of the bars is what is usual', () => {
  expect(trafficScale({ bars: bars(0, 4, 5, 6, 214, 900), habit: null }).top).toBe(40)
  expect(trafficScale({ bars: bars(5, 900), habit: null }).top).toBe(20)
  expect(trafficScale({ bars: bars(0, 0), habit: null }).top).toBe(4)
})
