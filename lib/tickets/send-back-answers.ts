import { actorUserId } from '../audit/actor.ts'
import { recordChange } from '../audit/change-records.ts'
import type { By } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import { linksOfLock } from '../relay-locks/apply-lock-move.ts'
import type { HeldLock } from '../relay-locks/relay-lock-records.ts'
import { judgeAnswer, listAnswers } from './ticket-records.ts'
import { standingAnswers, type QuestionNumber } from './ticket.ts'

/** Marks what stands for these questions as sent back; a question never answered stays missing. Call it with the lock held. */
export async function sendBackAnswers(tx: Tx, { now, actor }: By, lock: HeldLock, ticketId: number, questions: QuestionNumber[], judgement: string): Promise<void> {
  const standing = standingAnswers(await listAnswers(tx, ticketId))
  for (const question of questions) {
    const answer = standing[question]
    if (!answer || answer.state === 'sent-back') continue
    await judgeAnswer(tx, answer.id, { state: 'sent-back', judgedById: actorUserId(actor), judgedAt: now, judgement })
    await recordChange(tx, {
      kind: 'answer', at: now, actor, from: answer.state, to: 'sent-back', reason: judgement, ...linksOfLock(lock), ticketId,
      evidence: { question, version: answer.version, source: answer.source, state: 'sent-back' },
    })
  }
}
