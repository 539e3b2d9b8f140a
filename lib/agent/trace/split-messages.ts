import type { FactOf, TraceFact } from './trace-fact.ts'

/** All that is said of one queue id from its taking in to its removal; what is said of the id later is another message. */
export type Segment = { id: string; facts: TraceFact[]; startsAt: number; endsAt: number; isRemoved: boolean; hasBirth: boolean }
/** How a message goes on under another id of this host. */
export type Relation = 'requeue' | 'filter' | 'forward' | 'bounce'
export type Joined = { root: Segment; children: { segment: Segment; relation: Relation; parent: Segment }[] }

const MINUTE = 60_000
/** Another process may write a line about a message just after the line that it was removed. */
const STRAGGLERS = MINUTE
const SAME_MOMENT = 10 * MINUTE

/** Tells messages apart that had the same id one after the other. Facts in the order in which they were written. */
export function splitById(facts: TraceFact[]): Map<string, Segment[]> {
  const segments = new Map<string, Segment[]>()
  for (const fact of facts) {
    const known = segments.get(fact.id) ?? []
    const last = known.at(-1)
    const segment = last && !isNextMessage(last, fact) ? last : { id: fact.id, facts: [], startsAt: fact.at, endsAt: fact.at, isRemoved: false, hasBirth: false }
    if (segment !== last) segments.set(fact.id, [...known, segment])
    segment.facts.push(fact)
    segment.endsAt = Math.max(segment.endsAt, fact.at)
    segment.isRemoved ||= fact.kind === 'removed' || fact.kind === 'deleted'
    segment.hasBirth ||= fact.kind === 'accepted' || fact.kind === 'message-id' || fact.kind === 'begun'
  }
  return segments
}

function isNextMessage(last: Segment, fact: TraceFact): boolean {
  if (fact.kind === 'begun') return true
  if (fact.kind === 'accepted') return last.isRemoved || !isBeginning(last)
  if (!last.isRemoved) return fact.kind === 'message-id' && last.facts.some(({ kind }) => kind === 'message-id')
  return fact.kind === 'message-id' || (fact.kind !== 'removed' && fact.at - last.endsAt > STRAGGLERS)
}

/** So far only the beginning of a message, which does not tell yet who handed it in. */
function isBeginning({ facts }: Segment): boolean {
  return facts.every(({ kind }) => kind === 'message-id') || (facts[0]?.kind === 'begun' && !facts.some(({ kind }) => kind === 'accepted'))
}

type Link = { parent: Segment; childId: string; at: number; relation: Relation }

/** Puts together what belongs together: what was requeued, forwarded, given back by a filter, and bounces of ours. */
export function joinSegments(segments: Map<string, Segment[]>): Joined[] {
  const all = [...segments.values()].flat()
  const parents = new Map<Segment, { parent: Segment; relation: Relation }>()
  for (const segment of all) {
    for (const link of linksOf(segment, segments)) {
      const child = nearest(segments.get(link.childId) ?? [], link)
      if (child && child !== link.parent && !parents.has(child) && !isAncestor(child, link.parent, parents)) parents.set(child, link)
    }
  }
  const children = new Map<Segment, Segment[]>()
  for (const [child, { parent }] of parents) children.set(parent, [...(children.get(parent) ?? []), child])
  return all.filter((segment) => !parents.has(segment)).map((root) => ({ root, children: descendants(root, children, parents) }))
}

function linksOf(segment: Segment, segments: Map<string, Segment[]>): Link[] {
  return segment.facts.flatMap((fact): Link[] => {
    if (fact.kind === 'bounce-made' && fact.bounceId !== null) return [{ parent: segment, childId: fact.bounceId, at: fact.at, relation: 'bounce' }]
    if (fact.kind === 'attempt' && fact.goesOn) return [{ parent: segment, childId: fact.goesOn.id, at: fact.at, relation: fact.goesOn.how }]
    if (fact.kind !== 'accepted' || fact.parentId === null) return []
    const parent = lastBefore(segments.get(fact.parentId) ?? [], fact)
    return parent ? [{ parent, childId: segment.id, at: fact.at, relation: fact.isLocal ? 'requeue' : 'filter' }] : []
  })
}

/** The message of an id that began about when the link was written. */
function nearest(candidates: Segment[], { at, parent }: Link): Segment | undefined {
  const distance = (segment: Segment) => Math.abs(segment.startsAt - at)
  const near = candidates.filter((segment) => segment !== parent && distance(segment) <= SAME_MOMENT)
  return near.sort((a, b) => distance(a) - distance(b))[0]
}

function lastBefore(candidates: Segment[], { at }: FactOf<'accepted'>): Segment | undefined {
  return candidates.filter((segment) => segment.startsAt <= at + STRAGGLERS).at(-1)
}

function isAncestor(maybe: Segment, of: Segment, parents: Map<Segment, { parent: Segment }>): boolean {
  for (let each: Segment | undefined = of; each; each = parents.get(each)?.parent) if (each === maybe) return true
  return false
}

function descendants(root: Segment, children: Map<Segment, Segment[]>, parents: Map<Segment, { parent: Segment; relation: Relation }>): Joined['children'] {
  const found: Joined['children'] = []
  const open = [root]
  for (let each = open.pop(); each; each = open.pop()) {
    for (const segment of children.get(each) ?? []) {
      found.push({ segment, relation: parents.get(segment)?.relation ?? 'forward', parent: each })
      open.push(segment)
    }
  }
  return found.sort((a, b) => a.segment.startsAt - b.segment.startsAt)
}

/** A report of ours about the message, or where that was sent on to: what becomes of it is not the message's fate. */
export function isOfBounce({ children }: Joined, segment: Segment): boolean {
  for (let link = children.find((child) => child.segment === segment); link; ) {
    if (link.relation === 'bounce') return true
    const { parent } = link
    link = children.find((child) => child.segment === parent)
  }
  return false
}
