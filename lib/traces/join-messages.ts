import type { TraceFate } from '../protocol/trace.ts'
import type { FoundMessage, FoundStep } from './found-line.ts'
import { bareMessageId, beganAt, isTakenOver, namedIds } from './handover.ts'

export type PathRecipient = { address: string; fate: TraceFate }

/** One mail on its way over our hosts: where it came in first, each host's part in order of time. */
export type TracePath = {
  key: string
  messageId: string | null
  account: string | null
  sender: string | null
  size: number | null
  parts: FoundMessage[]
  recipients: PathRecipient[]
  fate: TraceFate
  nextTryAt: string | null
  /** The first and the last thing that a log says of it. */
  beganAt: string | null
  lastAt: string | null
}

/** What is least done stands first: it is what somebody waits for. */
const LEAST_DONE: TraceFate[] = ['queued', 'held', 'quarantined', 'unknown', 'bounced', 'deleted', 'delivered']

/**
 * Joins what several hosts know into one path per mail, newest first. One host hands a mail to another when its reply
 * names a queue id there ("queued as …"); failing that, the same Message-ID on different hosts is the same mail, where
 * that says for certain which.
 */
export function joinMessages(messages: readonly FoundMessage[]): TracePath[] {
  const inOrder = messages.toSorted((a, b) => beganAt(a).localeCompare(beganAt(b)))
  const handovers = findHandovers(inOrder)
  const groups = joinByMessageId(groupsOf(inOrder, handovers))
  const paths = groups.map((group) => pathOf(group, handovers))
  return withKeys(paths).toSorted((a, b) => (b.beganAt ?? '').localeCompare(a.beganAt ?? ''))
}

/** Adds a message to those told before; a later telling of the same one replaces the earlier. */
export function tellMessage(told: readonly FoundMessage[], message: FoundMessage): FoundMessage[] {
  const isSame = (other: FoundMessage) => other.host === message.host && other.queueIds.some((id) => message.queueIds.includes(id))
  const at = told.findIndex(isSame)
  if (at === -1) return [...told, message]
  return [...told.slice(0, at), message, ...told.slice(at + 1).filter((other) => !isSame(other))]
}

/** Which of these fates is the whole mail's. */
export function leastDone(fates: readonly TraceFate[]): TraceFate {
  return LEAST_DONE.find((fate) => fates.includes(fate)) ?? 'unknown'
}

type Handover = { from: FoundMessage; step: FoundStep; to: FoundMessage }

function findHandovers(messages: readonly FoundMessage[]): Handover[] {
  const byId = Map.groupBy(messages.flatMap((message) => message.queueIds.map((id) => ({ id, message }))), ({ id }) => id)
  return messages.flatMap((from) =>
    from.steps.flatMap((step) => {
      const to = namedIds(step).flatMap((id) => byId.get(id) ?? []).find(({ message }) => message.host !== from.host && isTakenOver(from, step, message))
      return to ? [{ from, step, to: to.message }] : []
    }),
  )
}

function groupsOf(messages: readonly FoundMessage[], handovers: readonly Handover[]): FoundMessage[][] {
  const groupOf = new Map(messages.map((message) => [message, [message]]))
  for (const { from, to } of handovers) {
    const [one, other] = [groupOf.get(from) ?? [], groupOf.get(to) ?? []]
    if (one === other) continue
    one.push(...other)
    for (const message of other) groupOf.set(message, one)
  }
  return [...new Set(groupOf.values())].map((group) => group.toSorted((a, b) => beganAt(a).localeCompare(beganAt(b))))
}

/** A mail sent twice with one Message-ID stays two: parts are joined only where one group alone can be meant. */
function joinByMessageId(groups: FoundMessage[][]): FoundMessage[][] {
  const joined: FoundMessage[][] = []
  for (const group of groups) {
    const ids = messageIdsOf(group)
    const fitting = joined.filter((other) => messageIdsOf(other).some((id) => ids.includes(id)) && !other.some(({ host }) => group.some((part) => part.host === host)) && haveOneRecipient(other, group))
    if (fitting.length === 1) fitting[0]?.push(...group)
    else joined.push([...group])
  }
  return joined.map((group) => group.toSorted((a, b) => beganAt(a).localeCompare(beganAt(b))))
}

function messageIdsOf(group: readonly FoundMessage[]): string[] {
  return group.flatMap(({ messageId }) => bareMessageId(messageId) ?? [])
}

function haveOneRecipient(one: readonly FoundMessage[], other: readonly FoundMessage[]): boolean {
  const [a, b] = [addressesOf(one), addressesOf(other)]
  return a.length === 0 || b.length === 0 || a.some((address) => b.includes(address))
}

function addressesOf(group: readonly FoundMessage[]): string[] {
  return group.flatMap(({ recipients }) => recipients.map(({ address }) => address.toLowerCase()))
}

function pathOf(parts: FoundMessage[], handovers: readonly Handover[]): TracePath {
  const recipients = recipientsOf(parts, handovers)
  const fate = recipients.length > 0 ? leastDone(recipients.map((one) => one.fate)) : (parts.at(-1)?.fate ?? 'unknown')
  const times = parts.flatMap(({ steps }) => steps.map(({ at }) => at)).toSorted()
  const first = <K extends 'account' | 'sender' | 'size' | 'messageId'>(field: K) => parts.find((part) => part[field] !== null)?.[field] ?? null
  return {
    key: '', parts, recipients, fate,
    messageId: bareMessageId(first('messageId')), account: first('account'), sender: first('sender'), size: first('size'),
    nextTryAt: fate === 'queued' ? (parts.flatMap(({ nextTryAt }) => nextTryAt ?? []).toSorted()[0] ?? null) : null,
    beganAt: times[0] ?? null, lastAt: times.at(-1) ?? null,
  }
}

/** The recipients as the sender wrote them, each with the fate that his mail met at the last of our hosts. */
function recipientsOf(parts: readonly FoundMessage[], handovers: readonly Handover[]): PathRecipient[] {
  const roots = parts.filter((part) => !handovers.some(({ to }) => to === part))
  const found = new Map<string, PathRecipient>()
  for (const part of roots.length > 0 ? roots : parts) {
    for (const recipient of part.recipients) {
      found.set(recipient.address.toLowerCase(), { address: recipient.address, fate: fateOf(part, recipient, handovers, new Set()) })
    }
  }
  return [...found.values()]
}

function fateOf(part: FoundMessage, recipient: PathRecipient, handovers: readonly Handover[], passed: Set<FoundMessage>): TraceFate {
  passed.add(part)
  const next = handovers.find(({ from, step, to }) => from === part && !passed.has(to) && (step.recipient === null || isSameAddress(step.recipient, recipient.address)))?.to
  if (!next) return recipient.fate
  const same = next.recipients.find(({ address }) => isSameAddress(address, recipient.address))
  if (same) return fateOf(next, same, handovers, passed)
  return next.recipients.length > 0 ? leastDone(next.recipients.map((one) => fateOf(next, one, handovers, passed))) : next.fate
}

function isSameAddress(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

/** Keys that stay while more is told, so that the chosen row stays chosen: by Message-ID where there is one. */
function withKeys(paths: TracePath[]): TracePath[] {
  const counts = new Map<string, number>()
  return paths.map((path) => {
    const name = path.messageId ?? `${path.parts[0]?.host} ${path.parts[0]?.queueIds[0]}`
    const count = counts.get(name) ?? 0
    counts.set(name, count + 1)
    return { ...path, key: count === 0 ? name : `${name} ${count + 1}` }
  })
}
