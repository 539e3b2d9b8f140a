import { expect, test } from 'vitest'
import { incidentTraffic, trafficSpan } from './incident-traffic.ts'

const at = (day: number, hour = 0) => new Date(Date.UTC(2026, 10, day, hour))
const hour = (when: Date, messages: number) => ({ hour: when, messages, held: 0, refused: 0 })

test('a day is told by the hour, with the quiet before and after', () => {
  const span = trafficSpan(new Date('2026-11-24T12:20:00Z'), new Date('2026-11-25T03:59:00Z'))
  expect(span).toEqual({ from: at(24, 6), to: at(25, 10) })
  const { barHours, bars } = incidentTraffic([hour(at(24, 12), 1312), hour(at(25, 9), 2), hour(at(26), 99)], span)
  expect([barHours, bars.length, bars[6]?.messages, bars.at(-1)?.messages]).toEqual([1, 28, 1312, 2])
})

test('three weeks are told in at most some hundred bars, and nothing is lost between them', () => {
  const span = trafficSpan(at(1), at(22))
  const { barHours, bars } = incidentTraffic(Array.from({ length: 21 * 24 }, (_, n) => hour(new Date(at(1).getTime() + n * 3_600_000), 1)), span)
  expect(barHours).toBe(6)
  expect(bars.length).toBeLessThanOrEqual(96)
  expect(bars.reduce((sum, bar) => sum + bar.messages, 0)).toBe(21 * 24)
})
