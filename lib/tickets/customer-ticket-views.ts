import 'server-only'
import { cache } from 'react'
import type { Viewer } from '../access/viewer.ts'
import { webDb } from '../access/web-desk.ts'
import { readLockStoryForCustomer } from '../audit/story-records.ts'
import { tellStory, type StoryEntry } from '../audit/story.ts'
import { hasDoor } from '../notices/notice-records.ts'
import { isLockClosed, lockState, type LockState } from '../relay-locks/relay-lock.ts'
import { listAnswerVersions, questionsOf, readCustomerTicketHead, type TicketQuestion } from './ticket-page-records.ts'
import { missingQuestions, type QuestionNumber } from './ticket.ts'

export type QuestionForCustomer = {
  question: QuestionNumber
  state: 'missing' | 'answered' | 'accepted' | 'unsure' | 'sent-back'
  text: string
  at: string | null
  draft: string
}

export type TicketForCustomer = {
  number: number
  account: string
  lockState: LockState
  lockedAt: string
  relapses: number
  hasDoor: boolean
  /** Answers can be given now. */
  isAsking: boolean
  missing: QuestionNumber[]
  questions: QuestionForCustomer[]
  draftSavedAt: string | null
  story: StoryEntry[]
}

/** A ticket of the viewer's own. Somebody else's is null, as one that does not exist. */
export const getTicketForCustomer = cache(async (viewer: Viewer & { customerId: number }, number: number): Promise<TicketForCustomer | null> => {
  const db = webDb()
  const head = await readCustomerTicketHead(db, viewer.customerId, number)
  if (!head) return null
  const state = lockState.parse(head.lock.state)
  const [answers, story, door] = await Promise.all([
    listAnswerVersions(db, head.id),
    readLockStoryForCustomer(db, viewer.customerId, head.lockId),
    hasDoor(db, head.lock.originHostId),
  ])
  const drafts = new Map(head.drafts.map((draft) => [draft.question, draft.text]))

  return {
    number: head.number,
    account: head.lock.account.name,
    lockState: state,
    lockedAt: head.lock.lockedAt.toISOString(),
    relapses: head.lock.relapses,
    hasDoor: door,
    isAsking: !isLockClosed(state) && state !== 'accepted' && state !== 'guarded-unlock',
    missing: missingQuestions(answers),
    questions: questionsOf(answers).map((question) => questionForCustomer(question, drafts.get(question.question) ?? '')),
    draftSavedAt: head.drafts.map((draft) => draft.savedAt.toISOString()).sort().at(-1) ?? null,
    story: tellStory(story),
  }
})

/** His words, and whether they count. What staff thought of them is told in the notice that asks again, not here. */
function questionForCustomer({ question, standing }: TicketQuestion, draft: string): QuestionForCustomer {
  return { question, state: standing?.state ?? 'missing', text: standing?.text ?? '', at: standing?.at ?? null, draft }
}
