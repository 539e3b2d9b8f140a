import { expect, test } from 'vitest'
import { hostWord } from './host-tone.ts'

const fine = { state: 'heard' as const, troubles: [], standing: { wanted: 3, agreed: 3, unknown: 0 } }
const trouble = [{ code: 'log-unreadable', text: '', at: '2026-11-24T12:00:00.000Z' }]

test('a host that is heard and keeps everything is well', () => {
  expect(hostWord(fine)).toBe('heard')
})

// Old trouble of a silent host says nothing of now: that it is silent comes first.
test('silence comes before what was told earlier', () => {
  expect(hostWord({ ...fine, state: 'silent', troubles: trouble })).toBe('silent')
})

test('trouble comes before a wish that is not kept, and unknown is not kept', () => {
  expect(hostWord({ ...fine, troubles: trouble, standing: { wanted: 3, agreed: 2, unknown: 1 } })).toBe('trouble')
  expect(hostWord({ ...fine, standing: { wanted: 3, agreed: 2, unknown: 1 } })).toBe('behind')
})
