import type { TracedMessage, TraceQuery } from '../../protocol/trace.ts'
import { isSameAddress, isSameMessageId } from './query-words.ts'
import type { Joined } from './split-messages.ts'

/**
 * Whether a message is what was asked for: all that is given must fit, something of it must have happened in the span,
 * and where accounts are given it must be of one of them.
 */
export function fitsQuery(message: TracedMessage, joined: Joined, query: TraceQuery): boolean {
  if (query.accounts && (message.account === null || !query.accounts.some((account) => account.toLowerCase() === message.account?.toLowerCase()))) return false
  if (query.account !== undefined && message.account?.toLowerCase() !== query.account.toLowerCase()) return false
  if (query.messageId !== undefined && (message.messageId === null || !isSameMessageId(message.messageId, query.messageId))) return false
  if (query.queueId !== undefined && !message.queueIds.includes(query.queueId)) return false
  if (query.sender !== undefined && (message.sender === null || !isSameAddress(message.sender, query.sender))) return false
  if (query.recipient !== undefined && !isFor(query.recipient, message, joined)) return false
  return isWithin(joined, Date.parse(query.since), Date.parse(query.until))
}

/** By way of an alias too, and as the one that a report of ours went to. */
function isFor(asked: string, message: TracedMessage, { root, children }: Joined): boolean {
  if (message.recipients.some(({ address }) => isSameAddress(address, asked))) return true
  const segments = [root, ...children.map(({ segment }) => segment)]
  return segments.some(({ facts }) =>
    facts.some((fact) => fact.kind === 'attempt' && (isSameAddress(fact.recipient, asked) || (fact.alias !== null && isSameAddress(fact.alias, asked)))),
  )
}

function isWithin({ root, children }: Joined, since: number, until: number): boolean {
  const segments = [root, ...children.map(({ segment }) => segment)]
  return segments.some(({ facts }) => facts.some(({ at }) => at >= since && at <= until))
}
