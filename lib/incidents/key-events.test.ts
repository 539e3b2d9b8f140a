import { expect, test } from 'vitest'
import { storyEntry, type StoryEntry } from '../audit/story.ts'
import { keyEvents } from './key-events.ts'

let id = 0n
function entry(kind: string, from: string | null, to: string, evidence: object = {}): StoryEntry {
  id += 1n
  const made = storyEntry({ id, at: new Date(Number(id) * 60_000), kind, from, to, reason: '', byKind: 'worker', byUser: null, host: null, account: null, evidence })
  if (!made) throw new Error(`not told: ${kind}`)
  return made
}
const notice = (to: string) => entry('notice', null, to, { noticeId: 'a', kind: 'three-questions', questions: [1], recipients: 1 })
const watch = (to: string) => entry('guarded-unlock', null, to, { guardedUnlockId: 'g' })
const turns = (...oldestFirst: StoryEntry[]) => keyEvents([...oldestFirst].reverse()).map(({ letter, what }) => `${letter} ${what}`)

test('the turns of a story get letters in the order in which they happened', () => {
  expect(turns(
    entry('relay-lock', null, 'locked'), notice('queued'), notice('sent'), entry('relay-lock', 'locked', 'notified'), entry('relay-lock', 'notified', 'answered'),
    entry('relay-lock', 'answered', 'accepted'), watch('watch-wanted'), watch('locked-again'), entry('relay-lock', 'guarded-unlock', 'locked'),
  )).toEqual(['A locked', 'B told', 'C answered', 'D accepted', 'E unlock', 'F relapse'])
})

test('a receiver’s block is told by its first deferral, its first refusal and the last host that gets through', () => {
  const move = (from: string, to: string) => entry('receiver', from, to, { receiver: 'google', attempts: 9, deferred: 9, refused: 0, from: '', firstAt: null, refusalClass: null, reply: null, usuallyTaken: null })
  const hosts = Array.from({ length: 40 })
  const story = [...hosts.map(() => move('fine', 'deferring')), ...hosts.map(() => move('deferring', 'refused')), ...hosts.map(() => move('refused', 'fine')), entry('incident', 'open', 'over', { number: 1, kind: 'receiver-block' })]
  const told = keyEvents(story.toReversed())
  expect(told).toHaveLength(9)
  expect(told.map(({ what }) => what)).toEqual(expect.arrayContaining(['deferring', 'refused', 'through', 'over']))
  expect(told.find(({ what }) => what === 'refused')?.entry).toBe(story[40])
  expect(told.at(-2)?.entry).toBe(story[119])
})

test('of a long story the turns stay and what lies between goes', () => {
  const rounds = Array.from({ length: 4 }, () => [entry('relay-lock', 'notified', 'answered'), entry('relay-lock', 'answered', 'accepted'), watch('watch-wanted'), watch('locked-again')]).flat()
  const told = turns(entry('relay-lock', null, 'locked'), ...rounds, watch('opened'))
  expect(told).toHaveLength(9)
  expect(told.filter((one) => one.endsWith('relapse'))).toHaveLength(4)
  expect(told.at(-1)).toBe('I opened')
})
