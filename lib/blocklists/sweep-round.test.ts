import { expect, test } from 'vitest'
import { deskLists } from './desk-lists.ts'
import type { DeskList } from './listing.ts'
import { isDueSooner, listsInTurn, roundMsOf, type TurnOfList } from './sweep-round.ts'
import { resolversOf } from './sweep-plan.ts'

const MINUTE = 60_000
const NOW = new Date('2026-11-24T12:00:00Z')
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * MINUTE)
const desk = (id: string) => deskLists([], new Set()).find(({ list }) => list.id === id) as DeskList
const targets = (ip4: number, domain = 0) => ({ targets: { ip4, ip6: 0, domain, host: domain }, resolvers: 2 })

test('lists that live and give a verdict are asked; components, ended ones, white lists and those that want a key are not', () => {
  const asked = new Set(deskLists([], new Set()).filter(({ isAsked }) => isAsked).map(({ list }) => list.id))
  for (const id of ['spamhaus-zen', 'spamcop', 'barracuda', 'psbl', 'uceprotect-3', 'surbl']) expect(asked, id).toContain(id)
  for (const id of ['spamhaus-sbl', 'sorbs', 'dnswl', 'tor-dan', 'abusix-combined', 'gbudb-truncate', 'talos']) expect(asked, id).not.toContain(id)
  expect(deskLists([], new Set(['abusix'])).find(({ list }) => list.id === 'abusix-combined')).toMatchObject({ isAsked: true, cannot: null })
  expect(desk('abusix-combined')).toMatchObject({ isAsked: false, cannot: 'no-key' })
})

test('what this installation says goes before, but nothing makes an ended list asked', () => {
  const said = (list: string, isAsked: boolean) => ({ list, isAsked, trust: null, reason: '', updatedAt: NOW })
  const lists = deskLists([said('barracuda', false), said('dnswl', true), said('sorbs', true)], new Set())
  expect(lists.filter(({ list }) => ['barracuda', 'dnswl', 'sorbs'].includes(list.id)).map(({ list, isAsked }) => [list.id, isAsked])).toEqual([['barracuda', false], ['dnswl', true], ['sorbs', false]])
})

test('a list is asked every ten minutes, vanity lists every hour', () => {
  expect(roundMsOf(desk('spamcop'), targets(1_000), 10 * MINUTE)).toBe(10 * MINUTE)
  expect(roundMsOf(desk('uceprotect-3'), targets(5), 10 * MINUTE)).toBe(60 * MINUTE)
})

test.each(deskLists([], new Set(['abusix', 'spamhaus-dqs'])).filter(({ isAsked, list }) => isAsked && (list.limits.perDay !== undefined || list.limits.perSecond !== undefined)).map((each) => [each.list.id, each] as const))('a thousand addresses stay within what %s allows', (_, each) => {
  const counted = targets(1_000, 1_000)
  const rounds = (24 * 60 * MINUTE) / roundMsOf(each, counted, 10 * MINUTE)
  const questions = each.list.kinds.filter((kind) => kind !== 'ip6').length * 1_003 * counted.resolvers * each.sharing
  expect(rounds * questions).toBeLessThanOrEqual((each.list.limits.perDay ?? Infinity) * 0.71)
  expect(rounds * questions).toBeLessThanOrEqual((each.list.limits.perSecond ?? Infinity) * 86_400)
})

const turn = (list: string, minutesAgo: number | null): TurnOfList => ({ list, roundMs: 10 * MINUTE, state: minutesAgo === null ? undefined : { list, asked: 5, oldestAt: ago(minutesAgo) } })
const choose = (lists: TurnOfList[], wantedSince: Date | null = null) => listsInTurn(lists, { now: NOW, stepMs: 10_000, wantedSince })

test('the longest overdue list comes first, and few at a time, so that an hour is spread', () => {
  expect(choose([turn('a', 11), turn('b', 15), turn('c', 9)])).toEqual(['b'])
  const due = Array.from({ length: 60 }, (_, n) => turn(`l${n}`, 11 + n))
  expect(choose(due)).toEqual(['l59', 'l58'])
  // Sixty lists in sixty steps: with two a step none falls behind.
  expect(choose(due).length * 60).toBeGreaterThanOrEqual(60)
})

test('never asked, or wanted now, is asked at once', () => {
  expect(choose([turn('new', null), turn('young', 2)])).toEqual(['new'])
  expect(choose([turn('a', 1), turn('b', 2), turn('c', 0)], ago(1.5))).toEqual(['b'])
  expect(choose([turn('a', 3), turn('b', 2), turn('c', 1)], ago(0)).sort()).toEqual(['a', 'b', 'c'])
})

test('one target is looked at sooner when it is new, waits for its second look, or is suspect', () => {
  const kept = (minutes: number, reason: 'not-confirmed' | null = null) => ({ state: reason ? ('unknown' as const) : ('clear' as const), reason, since: ago(minutes), checkedAt: ago(minutes) })
  const is = (row: Parameters<typeof isDueSooner>[0], isSuspect = false) => isDueSooner(row, { now: NOW, isSuspect })
  expect([is(undefined), is(kept(1)), is(kept(9)), is(kept(1), true), is(kept(3), true), is(kept(1, 'not-confirmed')), is(kept(2, 'not-confirmed'))]).toEqual([true, false, false, false, true, false, true])
})

test('resolvers are those that an admin set, else of the environment, else of the system; none is none', () => {
  const system = () => ['192.0.2.53', '2001:db8::53', '192.0.2.54']
  expect(resolversOf(['127.0.0.1:5300'], ['127.0.0.2:53'], system)).toEqual(['127.0.0.1:5300'])
  expect(resolversOf([], ['127.0.0.2:53'], system)).toEqual(['127.0.0.2:53'])
  expect(resolversOf([], undefined, system)).toEqual(['192.0.2.53', '[2001:db8::53]:53'])
  expect(resolversOf([], [], system)).toEqual([])
})
