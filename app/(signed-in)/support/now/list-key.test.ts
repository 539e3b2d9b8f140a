import { expect, test } from 'vitest'
import { listKey } from './list-key.ts'

const press = (key: string, more = {}) => ({ key, isTaken: false, isElsewhere: false, isOnControl: false, ...more })
const third = { chosen: 2, count: 4 }

test('j and k move by one row and stop at the ends', () => {
  expect(listKey(press('j'), third)).toEqual({ does: 'move', to: 3 })
  expect(listKey(press('k'), third)).toEqual({ does: 'move', to: 1 })
  expect(listKey(press('j'), { chosen: 3, count: 4 })).toEqual({ does: 'move', to: 3 })
  expect(listKey(press('k'), { chosen: 0, count: 4 })).toEqual({ does: 'move', to: 0 })
})

test('Enter opens the chosen row, but on a button it is the button’s own', () => {
  expect(listKey(press('Enter'), third)).toEqual({ does: 'open' })
  expect(listKey(press('Enter', { isOnControl: true }), third)).toEqual({ does: 'nothing' })
})

test('z puts off, also with the focus on a row’s button', () => {
  expect(listKey(press('z', { isOnControl: true }), third)).toEqual({ does: 'snooze' })
})

// Whoever types a z into the search must not put a relapse off.
test('letters mean nothing while somebody types, with a command key, or in an empty list', () => {
  expect(listKey(press('z', { isElsewhere: true }), third)).toEqual({ does: 'nothing' })
  expect(listKey(press('z', { isTaken: true }), third)).toEqual({ does: 'nothing' })
  expect(listKey(press('Enter'), { chosen: 0, count: 0 })).toEqual({ does: 'nothing' })
})
