import { accountName, queueId } from '../../protocol/primitives.ts'
import type { TracedMessage } from '../../protocol/trace.ts'
import { actsOf, fatesOf, ownSegments, placeOf, type Beside, type QueuePlace } from './message-fates.ts'
import { stepsOf } from './message-steps.ts'
import type { Joined, Segment } from './split-messages.ts'
import type { FactOf, TraceFact } from './trace-fact.ts'

const IDS_MAX = 50
const RECIPIENTS_MAX = 1000
const TEXT_MAX = 1000

/** One message as the desk is told of it, under all ids it had on this host. */
export function tellMessage(joined: Joined, beside: Beside): TracedMessage {
  const own = ownSegments(joined)
  const place = own.map((segment) => placeOf(segment, beside)).find((found) => found !== null) ?? null
  const { recipients, fate } = fatesOf(joined, beside)
  return {
    messageId: cut(messageIdOf(own) ?? place?.messageId ?? null),
    queueIds: idsOf(joined),
    account: accountOf(joined, beside, place),
    sender: cut(firstOf(own, 'queued')?.sender ?? firstOf(own, 'accepted')?.sender ?? place?.sender ?? null),
    recipients: recipients.slice(0, RECIPIENTS_MAX).map((recipient) => ({ ...recipient, address: recipient.address.slice(0, TEXT_MAX) })),
    size: firstOf(own, 'queued')?.size ?? place?.size ?? null,
    steps: stepsOf(joined, beside),
    fate,
    nextTryAt: fate === 'queued' ? nextTryOf(own, recipients.filter((recipient) => recipient.fate === 'queued').map(({ address }) => address), place) : null,
  }
}

export function idsOf({ root, children }: Joined): string[] {
  const ids = new Set([root.id, ...children.map(({ segment }) => segment.id)])
  return [...ids].filter((id) => queueId.safeParse(id).success).slice(0, IDS_MAX)
}

/** Whose the message is: who handed it in, as the log or the queue witnesses; never the sender it claims. */
function accountOf({ root }: Joined, beside: Beside, place: QueuePlace | null): string | null {
  const account = firstOf([root], 'accepted')?.account ?? place?.account ?? actsOf(root, beside).find((act) => act.account !== null)?.account ?? null
  return accountName.safeParse(account).success ? account : null
}

function messageIdOf(own: Segment[]): string | null {
  for (const { facts } of own) {
    for (const fact of facts) if ((fact.kind === 'message-id' || fact.kind === 'accepted') && fact.messageId !== null) return fact.messageId
  }
  return null
}

/** When the first of those who wait is tried again, as the queue has it, or else as the server's own rule has it. */
function nextTryOf(own: Segment[], waiting: string[], place: QueuePlace | null): string | null {
  if (place?.nextTryAt) return new Date(place.nextTryAt).toISOString()
  const last = new Map<string, number | null>()
  for (const { facts } of own) for (const fact of facts) if (fact.kind === 'attempt') last.set(fact.recipient, fact.nextTryAt)
  const times = waiting.map((address) => last.get(address) ?? null).filter((at) => at !== null)
  return times.length > 0 ? new Date(Math.min(...times)).toISOString() : null
}

function firstOf<K extends TraceFact['kind']>(segments: Segment[], kind: K): FactOf<K> | undefined {
  for (const { facts } of segments) {
    const found = facts.find((fact): fact is FactOf<K> => fact.kind === kind)
    if (found) return found
  }
  return undefined
}

function cut(text: string | null): string | null {
  return text === null ? null : text.slice(0, TEXT_MAX)
}
