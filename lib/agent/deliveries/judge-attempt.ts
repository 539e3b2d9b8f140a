import { receiverOf } from '../../receivers/receiver-of.ts'
import { receiverOfDomain } from '../../receivers/receiver-of-domain.ts'
import type { replyClassifier } from '../../refusals/classify-reply.ts'
import type { Refusal } from '../../refusals/refusal.ts'
import type { LogEvent } from '../host/mail-host.ts'

const NAME_MAX = 100

/** Tells what a reply means by all rules, the taught ones first. */
export type Classify = ReturnType<typeof replyClassifier>
export type Judged = { receiver: string; refusal: Refusal | null }

/** Who was to take the mail, and what a refusal means. Null for mail that stays on this host. */
export function judgeAttempt(event: Extract<LogEvent, { kind: 'attempt' }>, classify: Classify): Judged | null {
  if (event.isLocal) return null
  const receiver = (event.relay === null ? undefined : receiverOf(event.relay)) ?? receiverOfAddress(event.recipient)
  if (receiver === undefined || receiver.length > NAME_MAX) return null
  return { receiver, refusal: event.outcome === 'delivered' ? null : classify(event.reply, { receiver }) }
}

/** The receiver by the domain alone, where no server is known that took the mail. */
export function receiverOfAddress(address: string): string | undefined {
  const receiver = receiverOfDomain(address.slice(address.lastIndexOf('@') + 1))
  return receiver !== undefined && receiver.length <= NAME_MAX ? receiver : undefined
}
