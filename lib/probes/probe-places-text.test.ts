import { expect, test } from 'vitest'
import { readPlace, writePlace } from './probe-places-text.ts'

test.each(['192.0.2.1:2525=25', '[2001:db8::1]:465=465', '192.0.2.1:587=587'])('%s is read and written alike', (text) => {
  const place = readPlace(text)
  expect(place && writePlace(place)).toBe(text)
})

test.each(['', '192.0.2.1', '192.0.2.1:25', '192.0.2.1:25=26', '192.0.2.1:0=25', '192.0.2.1:70000=25', 'mx01:25=25', '2001:db8::1:25=25', '300.0.2.1:25=25'])('%j is no place', (text) => {
  expect(readPlace(text)).toBeNull()
})
