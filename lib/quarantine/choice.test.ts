import { expect, test } from 'vitest'
import { ALL_CHOSEN, chooseMails, groupMark, isMailChosen, NOTHING_CHOSEN, selectionOf, sumChosen, toggleGroup } from './choice.ts'
import { messageSelection } from './quarantined-message.ts'

const mail = (id: string, group: string | null = 'a@b.example') => ({ id, group, size: 100 })
const BY_ACCOUNT = { filter: { host: 'mx01' }, by: 'account', exceptDomains: [] } as const
const GROUPS = [{ key: 'a@b.example', free: 257, freeBytes: 25_700 }, { key: 'c@d.example', free: 3, freeBytes: 900 }]
const ALL = { free: 260, freeBytes: 26_600 }

test('single mails are asked for by their ids', () => {
  const choice = chooseMails(NOTHING_CHOSEN, [mail('1'), mail('2')], true)
  expect(groupMark(choice, 'a@b.example')).toBe('some')
  expect(selectionOf(choice, BY_ACCOUNT)).toEqual({ ids: ['1', '2'] })
  expect(sumChosen(choice, ALL, GROUPS)).toEqual({ mails: 2, bytes: 200 })
})

test('a whole account but for one mail, and a mail of another, are one choice', () => {
  let choice = toggleGroup(NOTHING_CHOSEN, 'a@b.example')
  choice = chooseMails(choice, [mail('7')], false)
  choice = chooseMails(choice, [mail('9', 'c@d.example')], true)

  expect(groupMark(choice, 'a@b.example')).toBe('some')
  expect(isMailChosen(choice, mail('7'))).toBe(false)
  expect(isMailChosen(choice, mail('8'))).toBe(true)
  expect(sumChosen(choice, ALL, GROUPS)).toEqual({ mails: 257, bytes: 25_700 })
  const selection = selectionOf(choice, BY_ACCOUNT)
  expect(selection).toEqual({ filter: { host: 'mx01' }, accounts: ['a@b.example'], batches: [], ids: ['9'], except: ['7'], exceptDomains: [] })
  expect(messageSelection.parse(selection)).toEqual(selection)
})

// Otherwise a mail left out of an account would stay left out when the account is chosen anew.
test('choosing a whole account again forgets what was left out of it', () => {
  const left = chooseMails(toggleGroup(NOTHING_CHOSEN, 'a@b.example'), [mail('7')], false)
  const again = toggleGroup(left, 'a@b.example')
  expect(groupMark(again, 'a@b.example')).toBe('all')
  expect(isMailChosen(again, mail('7'))).toBe(true)
  expect(groupMark(toggleGroup(again, 'a@b.example'), 'a@b.example')).toBe('none')
})

test('everything that matches, but for one, never becomes a list of ids', () => {
  const choice = chooseMails(ALL_CHOSEN, [mail('5', null)], false)
  expect(selectionOf(choice, BY_ACCOUNT)).toEqual({ filter: { host: 'mx01' }, except: ['5'], exceptDomains: [] })
  expect(sumChosen(choice, ALL, [])).toEqual({ mails: 259, bytes: 26_500 })
})

test('a burst is asked for by its id, mail to a domain kept back by the domain', () => {
  const batch = 'b5a1d0de-9df4-4f3c-8a55-0c6a3d1f2e11'
  const selection = selectionOf(toggleGroup(NOTHING_CHOSEN, batch), { filter: {}, by: 'burst', exceptDomains: ['outlook.example'] })
  expect(selection).toMatchObject({ batches: [batch], accounts: [], exceptDomains: ['outlook.example'] })
})
