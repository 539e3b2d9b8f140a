import { AgentCallError } from '../agent-client/agent-call-error.ts'
import type { HostToCall } from '../hosts/host-identity-records.ts'
import type { TracedMessage } from '../protocol/trace.ts'
import type { Asking } from '../traces/ask-hosts.ts'
import { HANDOVER_WITHIN_MS, handoversOf, isTakenOver, partForSender, type Handover } from '../traces/handover.ts'
import { leastDone } from '../traces/join-messages.ts'

const FOLLOW_LIMIT_MS = 10_000
/** Over so many hosts, and to so many receivers that are hosts of ours, one mail is followed. */
const HOPS_MAX = 3
const HANDOVERS_MAX = 20

/** How an agent is asked. */
export type Reach = Asking<HostToCall>['ask']
type Part = { host: HostToCall; message: TracedMessage }
type Following = { hosts: HostToCall[]; reach: Reach; signal: AbortSignal; isOwner: boolean }

/**
 * The same mail on the hosts of ours that it was handed to: nobody signed in for it there, and it has another id, so that
 * a search by account or id does not meet it. What cannot be followed to its end is unknown, not delivered.
 */
export async function followHandovers(message: TracedMessage, host: HostToCall, following: Following, hops = HOPS_MAX): Promise<{ message: TracedMessage; parts: Part[] }> {
  const handovers = handoversOf(message, following.hosts.filter(({ id }) => id !== host.id))
  let told = message
  const parts: Part[] = []
  for (const handover of handovers.slice(0, HANDOVERS_MAX)) {
    const found = hops > 0 ? await findPart(message, handover, following) : null
    if (!found) {
      told = withUnknown(told, handover)
      continue
    }
    const next = await followHandovers(found, handover.to, following, hops - 1)
    parts.push({ host: handover.to, message: following.isOwner ? partForSender(next.message, handover) : next.message }, ...(following.isOwner && !isSameRecipient(next.message, handover) ? [] : next.parts))
  }
  return { message: told, parts }
}

async function findPart(from: TracedMessage, { to, step, ids }: Handover<HostToCall>, { reach, signal, isOwner }: Following): Promise<TracedMessage | null> {
  const at = Date.parse(step.at)
  const span = { since: new Date(at - HANDOVER_WITHIN_MS).toISOString(), until: new Date(at + HANDOVER_WITHIN_MS).toISOString(), messagesMax: 5 }
  const limit = AbortSignal.any([signal, AbortSignal.timeout(FOLLOW_LIMIT_MS)])
  let found: TracedMessage | null = null
  for (const id of ids) {
    try {
      for await (const line of reach(to, { queueId: id, ...span }, limit)) {
        // Of a customer's mail only what is his for certain is followed: the Message-ID must be there and be the same.
        if (line.kind === 'message' && isTakenOver(from, step, line.message) && (!isOwner || (from.messageId !== null && line.message.messageId !== null))) found = line.message
      }
    } catch (error) {
      if (!(error instanceof AgentCallError)) throw error
    }
  }
  return found
}

function withUnknown(message: TracedMessage, { step }: Handover<HostToCall>): TracedMessage {
  const recipients = message.recipients.map((one) => (step.recipient === null || one.address.toLowerCase() === step.recipient.toLowerCase() ? { ...one, fate: 'unknown' as const } : one))
  return { ...message, recipients, fate: leastDone(recipients.map(({ fate }) => fate)) }
}

function isSameRecipient({ recipients }: TracedMessage, { step }: Handover<HostToCall>): boolean {
  return recipients.some(({ address }) => address.toLowerCase() === step.recipient?.toLowerCase())
}
