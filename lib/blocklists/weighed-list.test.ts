import { expect, test } from 'vitest'
import { deskLists } from './desk-lists.ts'
import { hardlyDecides, weighed, weighLists } from './weighed-list.ts'

const LISTS = deskLists([], new Set())
const find = (id: string, lists = LISTS) => weighed(lists.find(({ list }) => list.id === id) as (typeof lists)[number])

test('lists that tell why come first, vanity lists last', () => {
  expect([...new Set(weighLists(LISTS).map(({ trust }) => trust))]).toEqual(['tells-why', 'decides-without-reason', 'ordinary', 'vanity'])
})

test('a zone of several lists is trusted as the best of them', () => {
  expect(find('spamhaus-zen').trust).toBe('tells-why')
})

test('what an installation decided goes before, also for a zone of several lists', () => {
  const setting = { list: 'spamhaus-zen', isAsked: true, trust: 'vanity' as const, reason: 'a trial', updatedAt: new Date(0) }
  expect(find('spamhaus-zen', deskLists([setting], new Set())).trust).toBe('vanity')
})

test('a list that is switched off has no place among those that are asked', () => {
  const off = { list: 'spamcop', isAsked: false, trust: null, reason: 'a trial', updatedAt: new Date(0) }
  expect(weighLists(deskLists([off], new Set())).map(({ id }) => id)).not.toContain('spamcop')
  expect(weighLists(LISTS).map(({ id }) => id)).toContain('spamcop')
})

test('lists that tell why are never among those that hardly decide', () => {
  expect(hardlyDecides(find('dronebl'))).toBe(false)
  expect(hardlyDecides(find('zapbl'))).toBe(true)
})

test('under its name stands in a word what a list tells', () => {
  expect(['barracuda', 'spamcop', 'uceprotect-1', 'spamhaus-dbl'].map((id) => find(id).told)).toEqual(['nothing', 'why', 'count', 'class'])
})
