import 'server-only'
import { cache } from 'react'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import { webDb } from '../access/web-desk.ts'
import { readLockStory } from '../audit/story-records.ts'
import { tellStory, type StoryEntry } from '../audit/story.ts'
import { isGuardedUnlockOver } from '../guarded-unlocks/guarded-unlock.ts'
import { listWatches } from '../guarded-unlocks/watch-records.ts'
import type { Watch } from '../guarded-unlocks/watch.ts'
import { doesAsk, language, noticeKind } from '../notices/notice.ts'
import { effectivePolicy } from '../policies/policy-records.ts'
import type { GuardedUnlockTerms } from '../policies/policy.ts'
import type { Limits } from '../protocol/limits.ts'
import { countQuarantinedOfLock, listLockHosts, listRefusedHours, readLockPage, type LockForPage, type LockHost, type RefusedHour } from '../relay-locks/lock-page-records.ts'
import { suggestLimit, type RaisedLimit } from '../relay-locks/raised-limit.ts'
import { stateLine, type LockStep } from '../relay-locks/state-line.ts'
import { ticketAct, type TicketAct } from './ticket-act.ts'
import {
  listAnswerVersions, listTicketNotices, listTicketRows, questionsOf, readTicketHead, type AnswerVersion, type TicketListWhere, type TicketNotice,
  type TicketQuestion, type TicketRowForList,
} from './ticket-page-records.ts'

export type TicketForSupport = {
  id: number
  number: number
  isClosed: boolean
  waitingFor: string
  waitingSince: string
  takenBy: { name: string; initials: string; isMe: boolean } | null
  customer: { number: string; name: string; language: 'de' | 'en'; contacts: { name: string; email: string | null; phone: string | null }[] } | null
  lock: LockForPage
  steps: LockStep[]
  questions: TicketQuestion[]
  /** How many answers ever came in: grows with each version. */
  answersVersion: number
  story: StoryEntry[]
  notices: TicketNotice[]
  hosts: LockHost[]
  /** The guarded unlock that is running, and those before it, newest first. */
  watch: Watch | null
  pastWatches: Watch[]
  refused: RefusedHour[]
  quarantined: number
  /** What the policy allows during the next guarded unlock. */
  terms: GuardedUnlockTerms
  /** What lifting it as a false alarm may raise; null when nothing was crossed or nobody's it is. */
  raise: { suggested: RaisedLimit; limits: Limits; isAllowed: boolean } | null
  act: TicketAct
}

/** Everything of one ticket for staff; null when there is none. */
export const getTicketForSupport = cache(async (viewer: Viewer, number: number): Promise<TicketForSupport | null> => {
  if (!may(viewer, 'see-desk')) return null
  const db = webDb()
  const head = await readTicketHead(db, number)
  const lock = head && (await readLockPage(db, head.lockId))
  if (!head || !lock) return null

  const [answers, notices, story, hosts, watches, refused, quarantined, policy] = await Promise.all([
    listAnswerVersions(db, head.id),
    listTicketNotices(db, head.id),
    readLockStory(db, { lockId: lock.id, ticketId: head.id }),
    listLockHosts(db, lock.account),
    listWatches(db, lock.id),
    listRefusedHours(db, lock.accountId, new Date(lock.lockedAt)),
    countQuarantinedOfLock(db, lock.id),
    effectivePolicy(db, lock.customerId),
  ])
  const suggested = lock.customerId === null ? null : suggestLimit(policy.limits, lock.evidence)
  const running = watches.find((watch) => !isGuardedUnlockOver(watch.step)) ?? null

  return {
    id: head.id,
    number: head.number,
    isClosed: head.status === 'closed',
    waitingFor: head.waitingFor,
    waitingSince: head.waitingSince.toISOString(),
    takenBy: head.takenBy && { name: head.takenBy.name, initials: head.takenBy.initials, isMe: head.takenBy.id === viewer.userId },
    customer: head.customer && { ...head.customer, language: language.parse(head.customer.language) },
    lock,
    steps: stateLine(lock, movesOf(story)),
    questions: questionsOf(answers),
    answersVersion: answers.length,
    story: tellStory(story),
    notices,
    hosts,
    watch: running,
    pastWatches: watches.filter((watch) => watch !== running),
    refused,
    quarantined: quarantined.messages,
    terms: policy.guardedUnlock,
    raise: suggested && { suggested, limits: policy.limits, isAllowed: may(viewer, 'change-limits') },
    act: actOf(viewer, lock, head.customer, answers, notices),
  }
})

/** The list of tickets for staff, one page of it. */
export async function listTicketsForSupport(viewer: Viewer, ask: Omit<TicketListWhere, 'viewerId'>): Promise<{ rows: TicketRowForList[]; total: number }> {
  if (!may(viewer, 'see-desk')) return { rows: [], total: 0 }
  return listTicketRows(webDb(), { ...ask, viewerId: viewer.userId })
}

function movesOf(story: StoryEntry[]) {
  return story.filter((entry) => entry.kind === 'relay-lock').map(({ to, at }) => ({ to, at }))
}

function actOf(viewer: Viewer, lock: LockForPage, customer: { contacts: { email: string | null }[] } | null, answers: AnswerVersion[], notices: TicketNotice[]): TicketAct {
  return ticketAct({
    lockState: lock.state,
    hasCustomer: customer !== null,
    hasContact: customer?.contacts.some((contact) => contact.email !== null) ?? false,
    answers,
    asked: notices.filter((notice) => doesAsk(noticeKind.parse(notice.kind))),
    needsSecondPerson: lock.needsSecondPerson,
    approvedById: lock.approval?.userId ?? null,
    viewer: { userId: viewer.userId, mayApprove: may(viewer, 'approve-repeat') },
  })
}
