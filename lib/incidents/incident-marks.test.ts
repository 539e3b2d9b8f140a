import { expect, test } from 'vitest'
import { spacedMarks } from './incident-marks.ts'

const FROM = '2026-11-24T00:00:00.000Z'
const TO = '2026-11-24T10:00:00.000Z'
const at = (hour: number) => new Date(Date.parse(FROM) + hour * 3_600_000).toISOString()

test('letters stand where their events were', () => {
  expect(spacedMarks([{ letter: 'A', at: at(1) }, { letter: 'B', at: at(5) }], FROM, TO)).toEqual([{ share: 0.1, word: 'A' }, { share: 0.5, word: 'B' }])
})

test('letters of one moment stand beside each other, none outside of the chart', () => {
  const marks = spacedMarks([{ letter: 'A', at: at(1) }, { letter: 'B', at: at(1) }, { letter: 'C', at: at(99) }], FROM, TO)
  expect(marks.map(({ word }) => word)).toEqual(['A', 'B'])
  expect(marks[1]?.share).toBeGreaterThan(0.12)
})
