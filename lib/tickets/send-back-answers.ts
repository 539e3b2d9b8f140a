import { recordChange } from '../audit/change-records.ts'
import { actorUserId } from '../audit/actor.ts'
import type { By } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import { findTicketLinks, judgeAnswer, listAnswers } from './ticket-records.ts'
import { standingAnswers, type QuestionNumber } from './ticket.ts'

export type SendBack = By & { ticketId: number; questions: QuestionNumber[]; remark: string }

/** The standing answers to these questions no longer count: they are asked again. Questions never answered are left. */
export async function sendBackAnswers(tx: Tx, { ticketId, questions, remark, now, actor }: SendBack): Promise<void> {
  const ticket = await findTicketLinks(tx, ticketId)
  if (!ticket) return
  const latest = standingAnswers(await listAnswers(tx, ticketId))
  for (const question of questions) {
    const answer = latest[question]
    if (!answer || answer.state === 'sent-back') continue
    await judgeAnswer(tx, answer.id, { state: 'sent-back', judgedById: actorUserId(actor), judgedAt: now, judgement: remark })
    await recordChange(tx, {
      kind: 'answer', at: now, actor, from: answer.state, to: 'sent-back', reason: remark, ...ticket.links,
      evidence: { question, version: answer.version, source: answer.source, state: 'sent-back' },
    })
  }
}
