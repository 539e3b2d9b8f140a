import type { QuestionNumber } from '../tickets/ticket.ts'
import type { DeskSetting } from './desk.ts'
import type { NoticeSource } from './notice-records.ts'
import { EXCERPTS_MAX, type NoticeFacts } from './notice.ts'

/** What only the caller knows. */
export type NoticeExtras = {
  /** Log lines to show; the lock's own unless given. */
  excerpts?: string[]
  /** Words of the person who sends it. */
  remark?: string
  relapse?: NonNullable<NoticeFacts['relapse']>
  expiry?: { messages: number; deleteAt: Date }
}

/** Gathers the facts of a notice: figures and lines of the lock, the provider's addresses, the caller's own. */
export function noticeFacts(source: NoticeSource, desk: DeskSetting, extras: NoticeExtras & { questions: QuestionNumber[] }): NoticeFacts {
  const { figures, crossing } = source.evidence
  return {
    account: source.account.name,
    customerName: source.customer?.name ?? '',
    ticketNumber: source.ticketNumber,
    lockedAt: source.lockedAt,
    burst: figures && {
      messages: figures.messages,
      windowSeconds: crossing?.windowSeconds ?? 600,
      unknownRecipients: figures.unknownRecipients,
      recipients: figures.recipients,
    },
    excerpts: (extras.excerpts ?? source.evidence.excerpts).slice(0, EXCERPTS_MAX),
    questions: extras.questions,
    remark: extras.remark ?? '',
    relapse: extras.relapse ?? null,
    expiry: extras.expiry ?? null,
    hasDoor: source.hasDoor,
    desk,
  }
}
