import { expect, test } from 'vitest'
import { storyEntry, storyGroupOf, tellStory, type ChangeRowForStory, type StoryEntry } from './story.ts'

let id = 0n
function entry(row: Partial<ChangeRowForStory> & { kind: string; evidence: unknown }): StoryEntry {
  id += 1n
  const made = storyEntry({ id, at: new Date('2026-11-24T14:00:00Z'), from: null, to: null, reason: '', byKind: 'worker', byUser: null, host: null, account: null, ...row })
  if (!made) throw new Error(`not told: ${row.kind}`)
  return made
}

function notice(to: string, noticeId: string): StoryEntry {
  return entry({ kind: 'notice', to, evidence: { noticeId, kind: 'three-questions', questions: [1, 2, 3], recipients: 2 } })
}

test('a notice that has been sent is told once, one still waiting is told as waiting', () => {
  const told = tellStory([notice('sent', 'a'), notice('queued', 'a'), notice('queued', 'b')])
  expect(told.map((one) => one.to)).toEqual(['sent', 'queued'])
})

test('a lock that only followed a notice or an answer is not told twice', () => {
  const told = tellStory([entry({ kind: 'relay-lock', to: 'answered', evidence: {} }), entry({ kind: 'relay-lock', to: 'accepted', evidence: {} })])
  expect(told.map((one) => one.to)).toEqual(['accepted'])
})

test('a relapse by a limit of another host is told, one that the watch tells is not told again', () => {
  const crossing = { limit: 'unknown', value: 51, threshold: 50, windowSeconds: 600 }
  const byLimit = entry({ kind: 'relay-lock', from: 'guarded-unlock', to: 'locked', evidence: { crossing } })
  const byWatch = entry({ kind: 'relay-lock', from: 'guarded-unlock', to: 'locked', evidence: { hosts: ['mx02'] } })
  expect(tellStory([byLimit, byWatch])).toEqual([byLimit])
})

test('what a person did counts as an act, what an agent did alone as a fact', () => {
  const person = { byKind: 'person', byUser: { name: 'Mara Kühn', initials: 'MK' } }
  const lift = entry({ kind: 'relay-lock', to: 'lifted', evidence: {}, ...person })
  expect(storyGroupOf(lift)).toBe('acts')
  expect(lift.by.initials).toBe('MK')
  expect(storyGroupOf(entry({ kind: 'relay-lock', to: 'locked', evidence: {}, byKind: 'agent', host: { name: 'mx02' } }))).toBe('facts')
})

test('a row of an unknown kind or with evidence of another shape is left out, not shown wrongly', () => {
  const row = { id: 1n, at: new Date(0), from: null, to: null, reason: '', byKind: 'worker', byUser: null, host: null, account: null }
  expect(storyEntry({ ...row, kind: 'weather', evidence: {} })).toBeNull()
  expect(storyEntry({ ...row, kind: 'quarantine', evidence: { batchId: 7 } })).toBeNull()
})
