import { expect, test } from 'vitest'
import { messageKey, type QueuedMessage } from '../../../protocol/messages.ts'
import { isHeldByWatch } from './our-holds.ts'

const held = (arrivedAt: string, account = 'bob@x.example'): QueuedMessage => ({
  id: '4jYSc22Q1dzKjpV', account, witnesses: ['sasl'], sender: '', recipients: [], size: 1, arrivedAt, place: 'hold', parentId: null,
})
const WATCH = { account: 'bob@x.example', since: '2026-11-24T05:00:00.000Z', until: '2026-11-24T05:10:00.000Z', heldBefore: [] as string[] }

test.each([
  ['while the watch was on', '2026-11-24T05:05:00.000Z', true],
  ['with MAIL before it began and RCPT after', '2026-11-24T04:59:30.000Z', true],
  ['long before it', '2026-11-24T04:00:00.000Z', false],
  ['between its end and the change of the map', '2026-11-24T05:10:01.000Z', true],
  ['after it', '2026-11-24T05:11:00.000Z', false],
])('held mail that arrived %s: ours is %s', (_when, arrivedAt, isOurs) => {
  expect(isHeldByWatch(held(arrivedAt), [WATCH])).toBe(isOurs)
})

test('a watch that is still on has no end', () => {
  expect(isHeldByWatch(held('2026-11-24T09:00:00.000Z'), [{ ...WATCH, until: null }])).toBe(true)
})

test('what somebody had put on hold before the watch stays his, and so does other accounts\' mail', () => {
  const message = held('2026-11-24T04:59:30.000Z')
  expect(isHeldByWatch(message, [{ ...WATCH, heldBefore: [messageKey(message)] }])).toBe(false)
  expect(isHeldByWatch(held('2026-11-24T05:05:00.000Z', 'eve@x.example'), [WATCH])).toBe(false)
})
