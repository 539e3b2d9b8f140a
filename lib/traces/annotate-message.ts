import type { TracedMessage } from '../protocol/trace.ts'
import { receiverName } from '../receivers/receiver-name.ts'
import { receiverOf } from '../receivers/receiver-of.ts'
import { receiverOfDomain } from '../receivers/receiver-of-domain.ts'
import { classifyReply } from '../refusals/classify-reply.ts'
import type { FoundMessage, FoundStep } from './found-line.ts'

/** What the desk makes of a host's message: who spoke at each attempt, and what a refusal means. */
export function annotateMessage(message: TracedMessage, host: string, known: FoundMessage['known']): FoundMessage {
  return { ...message, host, known, steps: message.steps.map(annotateStep) }
}

function annotateStep(step: TracedMessage['steps'][number]): FoundStep {
  const isAttempt = step.what === 'delivered' || step.what === 'deferred' || step.what === 'bounced'
  if (!isAttempt) return { ...step, refusal: null, receiver: null }
  const receiver = (step.host && receiverOf(step.host)) ?? receiverOfRecipient(step.recipient)
  const refusal = step.what === 'delivered' || step.reply === null ? null : classifyReply(step.reply, { receiver }).class
  return { ...step, refusal, receiver: receiver ? receiverName(receiver) : null }
}

function receiverOfRecipient(recipient: string | null): string | undefined {
  const domain = recipient?.split('@')[1]
  return domain ? receiverOfDomain(domain) : undefined
}
