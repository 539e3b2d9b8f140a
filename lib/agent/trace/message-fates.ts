import type { TraceFate } from '../../protocol/trace.ts'
import type { OurAct } from '../host/mail-host.ts'
import { isOfBounce, type Joined, type Segment } from './split-messages.ts'
import type { FactOf } from './trace-fact.ts'

/** What the queue itself says of a message that it has. */
export type QueuePlace = {
  place: 'queued' | 'hold' | 'quarantine'
  account: string | null
  sender: string
  recipients: string[]
  size: number
  arrivedAt: number
  messageId: string | null
  nextTryAt: number | null
}

export type Beside = {
  ourActs(id: string): OurAct[]
  /** By queue id; null where nobody has looked into the queue. */
  places: Map<string, QueuePlace> | null
}

export type RecipientFate = { address: string; fate: TraceFate }

/** Least done first: a message is as far as the mail to the recipient that is least done. */
const LEAST_DONE_FIRST: TraceFate[] = ['queued', 'held', 'quarantined', 'unknown', 'deleted', 'bounced', 'delivered']
/** Times of arrival in queue, journal and log differ by less for one message. */
const SAME_ARRIVAL_MS = 600_000

/** How the mail to each recipient stands, and the message as a whole. */
export function fatesOf(joined: Joined, beside: Beside): { recipients: RecipientFate[]; fate: TraceFate } {
  const own = ownSegments(joined)
  const mails = new Map<string, { address: string; done: 'delivered' | 'bounced' | null; segment: Segment }>()
  const put = (address: string, done: 'delivered' | 'bounced' | null, segment: Segment) => void mails.set(address.toLowerCase(), { address, done, segment })

  for (const segment of own) {
    for (const fact of segment.facts) {
      if (fact.kind === 'recipient' && !mails.has(fact.recipient.toLowerCase())) put(fact.recipient, null, segment)
      if (fact.kind !== 'attempt') continue
      put(fact.recipient, doneBy(fact, segment, joined), segment)
      // Named when it came in, and met here as what the alias leads to.
      if (fact.alias !== null && mails.has(fact.alias.toLowerCase())) put(fact.alias, doneBy(fact, segment, joined), segment)
    }
    if (segment.facts.some(({ kind }) => kind === 'expired')) bounceRest(mails)
    for (const address of placeOf(segment, beside)?.recipients ?? []) if (!mails.has(address.toLowerCase())) put(address, null, segment)
  }

  const recipients = [...mails.values()].map(({ address, done, segment }) => ({ address, fate: done ?? undoneFate(segment, joined, beside) }))
  return { recipients, fate: leastDone([...recipients.map(({ fate }) => fate), ...unseenFate(own, recipients.length, joined, beside)]) }
}

/** The message under all its ids; not the reports about it. */
export function ownSegments(joined: Joined): Segment[] {
  return [joined.root, ...joined.children.map(({ segment }) => segment).filter((segment) => !isOfBounce(joined, segment))]
}

export function placeOf(segment: Segment, { places }: Beside): QueuePlace | null {
  const place = places?.get(segment.id)
  if (!place) return null
  const isSame = segment.hasBirth ? Math.abs(place.arrivedAt - segment.startsAt) <= SAME_ARRIVAL_MS : place.arrivedAt <= segment.endsAt
  return isSame && !segment.isRemoved ? place : null
}

export function actsOf({ id, startsAt, endsAt, hasBirth }: Segment, { ourActs }: Beside): OurAct[] {
  return ourActs(id).filter(({ arrivedAt }) => {
    const at = arrivedAt.getTime()
    return hasBirth ? Math.abs(at - startsAt) <= SAME_ARRIVAL_MS : at <= endsAt
  })
}

/** Null: the mail goes on under another id, or it waits. */
function doneBy({ outcome, goesOn }: FactOf<'attempt'>, segment: Segment, { children }: Joined): 'delivered' | 'bounced' | null {
  if (outcome === 'deferred') return null
  if (outcome === 'bounced') return 'bounced'
  const isPassedOn = goesOn?.how === 'filter' && children.some((child) => child.parent === segment && child.segment.id === goesOn.id)
  return isPassedOn ? null : 'delivered'
}

function bounceRest(mails: Map<string, { done: 'delivered' | 'bounced' | null }>): void {
  for (const mail of mails.values()) mail.done ??= 'bounced'
}

/** Mail that lines promise and no attempt is known of. */
function unseenFate(own: Segment[], known: number, joined: Joined, beside: Beside): TraceFate[] {
  if (known === 0) return [undoneFate(joined.root, joined, beside)]
  const [first] = own.flatMap(({ facts }) => facts).filter((fact) => fact.kind === 'queued')
  const isMore = first?.recipients !== null && first !== undefined && first.recipients > known
  return isMore && !joined.root.isRemoved ? [undoneFate(joined.root, joined, beside)] : []
}

/** How mail stands that is neither delivered nor refused. */
function undoneFate(begun: Segment, joined: Joined, beside: Beside): TraceFate {
  const segment = lastUnder(begun, joined)
  const place = placeOf(segment, beside)
  if (place) return place.place === 'queued' ? 'queued' : place.place === 'hold' ? 'held' : 'quarantined'
  const byHand = lastByHand(segment, beside)
  if (byHand === 'deleted') return 'deleted'
  if (segment.facts.some(({ kind }) => kind === 'expired')) return 'bounced'
  // The queue was looked at and has it no more, and no line tells why.
  if (segment.isRemoved || beside.places !== null || byHand === 'requeued') return 'unknown'
  if (byHand === 'held' || byHand === 'quarantined') return byHand
  return segment.facts.some(({ kind }) => kind === 'queued' || kind === 'attempt') ? 'queued' : 'unknown'
}

/** The id under which a message is at last. */
function lastUnder(begun: Segment, { children }: Joined): Segment {
  let segment = begun
  for (let next = begun as Segment | undefined; next; ) {
    segment = next
    next = children.filter(({ parent, relation }) => parent === segment && (relation === 'requeue' || relation === 'filter')).at(-1)?.segment
  }
  return segment
}

function lastByHand(segment: Segment, beside: Beside): 'held' | 'quarantined' | 'released' | 'deleted' | 'requeued' | null {
  let last: ReturnType<typeof lastByHand> = null
  let lastAt = -Infinity
  for (const { kind, at } of segment.facts) {
    if (kind !== 'held' && kind !== 'released' && kind !== 'deleted' && kind !== 'requeued') continue
    last = kind
    lastAt = at
  }
  for (const { what, at } of actsOf(segment, beside)) {
    // The agent notes what it did just after the line that postsuper wrote.
    if (at.getTime() < lastAt) continue
    last = what
    lastAt = at.getTime()
  }
  return last
}

function leastDone(fates: TraceFate[]): TraceFate {
  return LEAST_DONE_FIRST.find((fate) => fates.includes(fate)) ?? 'unknown'
}
