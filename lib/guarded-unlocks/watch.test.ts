import { expect, test } from 'vitest'
import { areFiguresFresh, arrivalStrip, heldMail, secondsLeft, watchedSeconds } from './watch.ts'

const began = '2026-11-24T13:27:00.000Z'
const after = (seconds: number) => Date.parse(began) + seconds * 1000
const terms = { watchSeconds: 600, mailsMax: 50, recipientsMax: 40, unknownMax: 3, tightForSeconds: 86_400 }

test('before the host says that it watches there is no time left to show', () => {
  expect(secondsLeft({ until: null }, after(5))).toBeNull()
  expect(watchedSeconds({ beganAt: null, endedAt: null }, after(5))).toBe(0)
})

test('the time left runs down to zero and not below', () => {
  const until = new Date(after(600)).toISOString()
  expect(secondsLeft({ until }, after(252))).toBe(348)
  expect(secondsLeft({ until }, after(900))).toBe(0)
})

test('a watch that ended counts until its end, however long ago that was', () => {
  expect(watchedSeconds({ beganAt: began, endedAt: new Date(after(6)).toISOString() }, after(9000))).toBe(6)
})

test('the strip covers the whole watch, adds up what falls into one bar and knows where now is', () => {
  const strip = arrivalStrip({ perTenSeconds: [0, 1, 0, 2], terms, beganAt: began, endedAt: null }, 30, after(40))
  expect(strip.values).toHaveLength(30)
  expect(strip.values.slice(0, 3)).toEqual([1, 2, 0])
  expect(strip.known).toBe(2)
})

test('figures of a silent host, or of one last heard over a minute ago, are not fresh', () => {
  expect(areFiguresFresh({ isHostSilent: false, hostReadAt: began }, after(20))).toBe(true)
  expect(areFiguresFresh({ isHostSilent: true, hostReadAt: began }, after(20))).toBe(false)
  expect(areFiguresFresh({ isHostSilent: false, hostReadAt: began }, after(61))).toBe(false)
  expect(areFiguresFresh({ isHostSilent: false, hostReadAt: null }, after(0))).toBe(false)
})

test('a held mail shows a shortened recipient, not the whole address', () => {
  const held = heldMail({
    id: '4XkQm31Tz9z7', account: 'a@b.example', witnesses: ['sasl'], sender: 'a@b.example', recipients: ['friseur@t-online.example', 'x@y.example'],
    size: 14_000, arrivedAt: began, place: 'hold', parentId: null,
  })
  expect(held).toEqual({ id: '4XkQm31Tz9z7', at: began, recipient: 'f…r@t-online.example', recipients: 2, size: 14_000 })
})
