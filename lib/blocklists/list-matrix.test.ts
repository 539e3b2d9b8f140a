import { expect, test } from 'vitest'
import { chooseColumns, columnsOf, groupRows, isFound, judge, summaryOf, type TargetCells } from './list-matrix.ts'
import { weighed, type WeighedList } from './weighed-list.ts'
import { deskLists } from './desk-lists.ts'

const DESK = deskLists([], new Set())
const list = (id: string): WeighedList => weighed(DESK.find((each) => each.list.id === id) as (typeof DESK)[number])
/** One that tells why, one that decides without a reason, one that hardly decides, one of vanity. */
const LISTS = [list('spamcop'), list('barracuda'), list('zapbl'), list('s5h')]
const row = (target: string, cells: string, rest: Partial<TargetCells> = {}): TargetCells => ({ target, kind: 'ip4', owners: ['mx01'], site: 'Berlin', cells, ...rest })
const look = (rows: TargetCells[], failing: string[] = []) => {
  const columns = columnsOf(LISTS, rows, new Set(failing))
  const judged = rows.map((each) => judge(each, columns))
  return { columns, judged, summary: summaryOf(judged, columns), groups: groupRows(judged, true) }
}

test('an address on a list that decides needs a look, one on a vanity list does not', () => {
  const { groups, summary } = look([row('192.0.2.1', 'cccl'), row('192.0.2.2', 'lccc'), row('192.0.2.3', 'clcc')])
  expect(groups.look.map(({ row: { target } }) => target)).toEqual(['192.0.2.2', '192.0.2.3'])
  expect(summary).toMatchObject({ targets: 3, listed: 2, unusable: 0, silent: 0 })
})

test('an answer of no use about one address alone needs a look', () => {
  const { groups, summary } = look([row('192.0.2.1', 'uccc'), row('192.0.2.2', 'cccc'), row('192.0.2.3', 'cccc')])
  expect(groups.look.map(({ row: { target } }) => target)).toEqual(['192.0.2.1'])
  expect(summary).toMatchObject({ listed: 0, unusable: 1, silent: 0 })
})

test('a list that answers for nobody is silent, and makes no row look suspect', () => {
  const { columns, groups, summary } = look(Array.from({ length: 5 }, (_, n) => row(`192.0.2.${n}`, 'cucc')))
  expect(columns.map(({ isSilent }) => isSilent)).toEqual([false, true, false, false])
  expect(groups.look).toEqual([])
  expect(summary).toMatchObject({ unusable: 0, silent: 1 })
})

test('a list that was not asked yet is not silent', () => {
  const { columns, summary } = look(Array.from({ length: 5 }, (_, n) => row(`192.0.2.${n}`, 'cncc')))
  expect(columns[1]).toMatchObject({ isNew: true })
  expect(summary.silent).toBe(0)
})

test('with one address only, the list is silent when its own test points say so', () => {
  expect(look([row('192.0.2.1', 'cucc')]).summary).toMatchObject({ unusable: 1, silent: 0 })
  expect(look([row('192.0.2.1', 'cucc')], ['barracuda']).summary).toMatchObject({ unusable: 0, silent: 1 })
})

test('an address that was never asked about is counted as such and as nothing else', () => {
  expect(look([row('192.0.2.1', 'nnn-'), row('192.0.2.2', 'cccc')]).summary).toMatchObject({ neverAsked: 1, listed: 0 })
})

test('the weightiest listings come first, and addresses are in the order of their numbers', () => {
  const { groups } = look([row('192.0.2.10', 'cccc'), row('192.0.2.9', 'cccc'), row('192.0.2.1', 'clcc'), row('192.0.2.2', 'lccc')])
  expect(groups.look.map(({ row: { target } }) => target)).toEqual(['192.0.2.2', '192.0.2.1'])
  expect(groups.clear.map(({ row: { target } }) => target)).toEqual(['192.0.2.9', '192.0.2.10'])
})

test('well rows are folded, unless all are asked for', () => {
  const { judged } = look(Array.from({ length: 30 }, (_, n) => row(`192.0.2.${n}`, 'cccc')))
  expect(groupRows(judged, false)).toMatchObject({ folded: 20 })
  expect(groupRows(judged, true)).toMatchObject({ folded: 0 })
})

test('lists that hardly decide stand behind a click, until one of them lists something of ours', () => {
  const ids = (rows: TargetCells[], chosen: string[] | null = null) => {
    const { columns } = look(rows)
    return chooseColumns(columns, { chosen, isWhole: false }).shown.map((n) => LISTS[n]?.id)
  }
  expect(ids([row('192.0.2.1', 'cccc')])).toEqual(['spamcop', 'barracuda'])
  expect(ids([row('192.0.2.1', 'ccll')])).toEqual(['spamcop', 'barracuda', 'zapbl'])
  expect(ids([row('192.0.2.1', 'ccll')], ['s5h'])).toEqual(['s5h'])
})

test('a list that holds no addresses of this kind has no column', () => {
  expect(chooseColumns(look([row('2001:db8::1', '-ccc', { kind: 'ip6' })]).columns, { chosen: null, isWhole: true }).shown).toEqual([1, 2, 3])
})

test('rows are found by address, host and site', () => {
  expect(isFound(row('192.0.2.1', ''), 'mx01 berl')).toBe(true)
  expect(isFound(row('192.0.2.1', ''), '192.0.2.2')).toBe(false)
})
