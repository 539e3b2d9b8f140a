import { expect, test } from 'vitest'
import { mergeAnswers } from './merge-answers.ts'
import type { StoryEntry } from './story.ts'

function answer(question: number, at: string): StoryEntry {
  return {
    kind: 'answer', id: `${question}${at}`, at, from: 'missing', to: 'answered', reason: '', host: null, account: null, by: { kind: 'customer', name: '', initials: '' },
    evidence: { question, version: 1, source: 'portal', state: 'answered' },
  }
}

test('three answers sent together are told once, an answer of another day by itself', () => {
  const monday = '2026-11-23T14:00:00.000Z'
  const tuesday = '2026-11-24T12:52:00.000Z'
  const told = mergeAnswers([answer(3, tuesday), answer(3, monday), answer(2, monday), answer(1, monday)])
  expect(told.map((entry) => entry.questions)).toEqual([[3], [1, 2, 3]])
})
