import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOlderMultilogFile, readMultilogStamp, writeMultilogStamp } from './multilog-stamp.ts'

test('a stamp reads as the time that tai64nlocal prints for it', () => {
  const read = readMultilogStamp('@400000006b04fc60078d6efc new msg 2401294')
  expect(read).toEqual({ at: new Date('2026-11-24T02:54:14.126Z'), text: 'new msg 2401294' })
})

test('a line without a stamp, or with a broken one, has none', () => {
  for (const line of ['', 'new msg 1', '@400000006b04fc60 new msg 1', '@500000006b04fc60078d6efc new msg 1', '@400000006B04FC60078D6EFC x']) {
    expect(readMultilogStamp(line), line).toBeNull()
  }
})

test('every moment until 2106 comes back from its stamp to the millisecond', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4.2e12 }), fc.integer({ min: 0, max: 999_999 }), (ms, nanoseconds) => {
      const line = `${writeMultilogStamp(new Date(ms), nanoseconds)} text`
      expect(readMultilogStamp(line)).toEqual({ at: new Date(ms), text: 'text' })
    }),
  )
})

test('older files are those that multilog itself has put away', () => {
  expect(isOlderMultilogFile('@400000006b04fc60078d6efc.s')).toBe(true)
  expect(isOlderMultilogFile('@400000006b04fc60078d6efc.u')).toBe(true)
  for (const name of ['current', 'lock', 'state', '@400000006b04fc60078d6efc.s.gz']) expect(isOlderMultilogFile(name), name).toBe(false)
})
