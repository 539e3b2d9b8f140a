import { recordChange } from '../audit/change-records.ts'
import type { Doing } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import type { MailOutcome } from '../mail/send-mail.ts'
import { findNoticeLock, settleNotice, type QueuedNoticeRow } from '../notices/notice-records.ts'
import { doesAsk, type NoticeState } from '../notices/notice.ts'
import { ATTEMPTS_MAX, noticeDelayMs } from '../notices/retry-delay.ts'
import { applyLockMove, linksOfLock } from '../relay-locks/apply-lock-move.ts'
import { holdLock, type HeldLock } from '../relay-locks/relay-lock-records.ts'

const TIME_LIMIT = { timeout: 30_000, maxWait: 10_000 }

export type TriedNotice = { notice: QueuedNoticeRow; holder: string; outcome: MailOutcome; random: number }

/**
 * Writes down what became of a notice that was tried: sent (and the lock is `notified`), put off, or failed for good.
 * Whoever lost his claim meanwhile writes nothing.
 */
export async function settleSentNotice(doing: Doing, tried: TriedNotice): Promise<void> {
  const verdict = judge(tried, doing.now)
  await doing.db.$transaction(async (tx) => {
    const lockId = await findNoticeLock(tx, tried.notice.id)
    const lock = lockId === null ? null : await holdLock(tx, lockId)
    const isOurs = await settleNotice(tx, { id: tried.notice.id, holder: tried.holder }, verdict)
    if (!isOurs || verdict.state === 'queued') return
    await announce(tx, doing, tried.notice, verdict, lock)
    if (lock && verdict.state === 'sent' && doesAsk(tried.notice.kind)) await applyLockMove(tx, lock, { act: 'notice-sent' }, doing)
  }, TIME_LIMIT)
}

type Verdict = { state: NoticeState; reply: string; sentAt?: Date; nextTryAt?: Date }

function judge({ notice, outcome, random }: TriedNotice, now: Date): Verdict {
  if (outcome.state === 'accepted') {
    const refused = outcome.refused.length === 0 ? '' : ` (refused: ${outcome.refused.join(', ')})`
    return { state: 'sent', reply: cut(outcome.reply + refused), sentAt: now }
  }
  const reply = cut(outcome.reply)
  if (outcome.isPermanent || notice.attempts >= ATTEMPTS_MAX) return { state: 'failed', reply }
  return { state: 'queued', reply, nextTryAt: new Date(now.getTime() + noticeDelayMs(notice.attempts, random)) }
}

async function announce(tx: Tx, { now, actor }: Doing, notice: QueuedNoticeRow, { state, reply }: Verdict, lock: HeldLock | null): Promise<void> {
  await recordChange(tx, {
    kind: 'notice', at: now, actor, from: 'queued', to: state, ...(lock ? linksOfLock(lock) : {}), ticketId: notice.ticketId,
    evidence: { noticeId: notice.id, kind: notice.kind, questions: notice.questions, recipients: notice.to.length, reply },
  })
}

function cut(reply: string): string {
  return reply.replace(/\p{Cc}+/gu, ' ').slice(0, 500)
}
