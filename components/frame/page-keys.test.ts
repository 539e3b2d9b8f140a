import { expect, test } from 'vitest'
import { readKey, type KeyPress } from './page-keys.ts'

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({ key, isCommand: false, isInField: false, isOverlayOpen: false, wasG: false, ...more })

test('g then t leads to the tickets', () => {
  expect(readKey(press('g'), true)).toEqual({ does: 'await-second' })
  expect(readKey(press('t', { wasG: true }), true)).toEqual({ does: 'go', href: '/support/tickets' })
})

test('typing an answer that contains a question mark opens no list of keys', () => {
  expect(readKey(press('?', { isInField: true }), true)).toEqual({ does: 'nothing' })
  expect(readKey(press('?'), true)).toEqual({ does: 'help' })
})

test('⌘K opens the search even while somebody types', () => {
  expect(readKey(press('k', { isCommand: true, isInField: true }), true)).toEqual({ does: 'search' })
  expect(readKey(press('c', { isCommand: true }), true)).toEqual({ does: 'nothing' })
})

test('a manager’s keys do not lead to pages that are not his', () => {
  expect(readKey(press('t', { wasG: true }), false)).toEqual({ does: 'nothing' })
})

test('names every object carries are no keys', () => {
  expect(readKey(press('constructor', { wasG: true }), true)).toEqual({ does: 'nothing' })
})
