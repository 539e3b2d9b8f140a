import { expect, test } from 'vitest'
import type { StoryEntry } from '../audit/story.ts'
import { pseudonymNumber, pseudonyms, withoutNames } from './incident-story.ts'

const ADDRESS = 'kontakt@baeckerei.example'
const common = { id: '1', at: '2026-11-24T12:00:00.000Z', from: null, to: 'locked', reason: `about ${ADDRESS}`, host: 'mx02', account: ADDRESS, by: { kind: 'customer', name: 'Frau Muster', initials: 'FM' } as const }

const entries: StoryEntry[] = [
  { ...common, kind: 'relay-lock', evidence: { excerpts: [`sasl_username=${ADDRESS}`], note: ADDRESS, crossingQueueId: 'A1', hosts: ['mx02'] } },
  { ...common, kind: 'guarded-unlock', evidence: { guardedUnlockId: 'x', excerpts: [ADDRESS], left: 0 } },
  { ...common, kind: 'answer', evidence: { question: 1, version: 1, source: 'mail', state: 'answered', text: `I am ${ADDRESS}` } },
  { ...common, kind: 'notice', evidence: { noticeId: 'x', kind: 'relapse', questions: [3], recipients: 1, reply: `250 ${ADDRESS}` } },
  { ...common, kind: 'ticket', evidence: { number: 1, note: ADDRESS } },
  { ...common, kind: 'note', evidence: { text: ADDRESS } },
  { ...common, kind: 'approval', evidence: { text: ADDRESS } },
  { ...common, kind: 'host', evidence: { code: 'watch-leaked', text: `2 mails of ${ADDRESS} left` } },
  { ...common, kind: 'receiver', evidence: { receiver: 'microsoft-consumer', attempts: 5, deferred: 0, refused: 5, from: common.at, firstAt: common.at, refusalClass: 'domain_block', reply: `550 5.7.1 mail of …@baeckerei.example is not wanted, see Muster.baeckerei.example`, usuallyTaken: 0.99 } },
  { ...common, kind: 'drift', evidence: { key: ADDRESS, wanted: 'locked', found: 'open', repaired: true } },
]

test.each(entries)('a manager reads a $kind row without anybody named in it', (entry) => {
  const told = JSON.stringify(withoutNames(entry, () => 'account 1'))
  expect(told).not.toContain('baeckerei')
  expect(told).not.toContain('Muster')
})

test('the figures stay', () => {
  expect(withoutNames(entries[1] as StoryEntry, () => 'account 1').evidence).toMatchObject({ left: 0 })
})

test('an account keeps its pseudonym within an incident', () => {
  expect([...pseudonyms(['b@x', 'a@x', 'b@x']).values()]).toEqual(['account 1', 'account 2'])
})

test('a pseudonym can be said in any language, a name of a host stays one', () => {
  expect([...pseudonyms(['b@x', 'a@x']).values()].map(pseudonymNumber)).toEqual([1, 2])
  expect(pseudonymNumber('mx31')).toBeNull()
})
