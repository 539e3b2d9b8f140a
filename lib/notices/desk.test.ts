import { expect, test } from 'vitest'
import { DEFAULT_DESK, deskSetting } from './desk.ts'

test('a time zone that nobody knows is not saved', () => {
  expect(deskSetting.safeParse({ ...DEFAULT_DESK, timeZone: 'Europe/Bärlin' }).success).toBe(false)
  expect(deskSetting.safeParse({ ...DEFAULT_DESK, timeZone: '' }).success).toBe(false)
})

test('the desk as it comes is in order', () => {
  expect(deskSetting.parse(DEFAULT_DESK)).toEqual(DEFAULT_DESK)
})
