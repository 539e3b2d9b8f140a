import type { TraceStep } from '../../protocol/trace.ts'
import { queueId } from '../../protocol/primitives.ts'
import type { OurAct } from '../host/mail-host.ts'
import { actsOf, type Beside } from './message-fates.ts'
import type { Joined, Segment } from './split-messages.ts'
import type { FactOf, TraceFact } from './trace-fact.ts'

type Step = Omit<TraceStep, 'at'> & { at: number }
type Told = Omit<Step, 'at' | 'queueId' | 'toQueueId' | 'recipient' | 'reply' | 'host'> & Partial<Step>

const STEPS_MAX = 2000
const TEXT_MAX = 1000
const HOST_MAX = 300
/** Between postsuper's line and the agent's note of what it did. */
const SAME_ACT_MS = 60_000
const CLOCKS_DIFFER_MS = 2000

/** The way of a message under all its ids, in the order in which it went. */
export function stepsOf(joined: Joined, beside: Beside): TraceStep[] {
  const segments = [joined.root, ...joined.children.map(({ segment }) => segment)]
  const steps = segments.flatMap((segment) => stepsUnder(segment, joined, actsOf(segment, beside)))
  return steps
    .sort((a, b) => a.at - b.at)
    .slice(-STEPS_MAX)
    .map((step) => ({ ...step, at: new Date(step.at).toISOString(), reply: cut(step.reply, TEXT_MAX), recipient: cut(step.recipient, TEXT_MAX), host: cut(step.host, HOST_MAX) }))
}

function stepsUnder(segment: Segment, joined: Joined, acts: OurAct[]): Step[] {
  const left = [...acts]
  let isQueuedTold = false
  const steps = segment.facts.flatMap((fact): Step[] => {
    if (fact.kind === 'queued' && isQueuedTold) return []
    isQueuedTold ||= fact.kind === 'queued'
    const told = toldBy(fact, segment, joined, left)
    return told === null ? [] : [stepOf(segment.id, fact.at, told)]
  })
  return [...steps, ...left.map(({ what, at }) => stepOf(segment.id, at.getTime(), { what }))]
}

function stepOf(id: string, at: number, told: Told): Step {
  return { at, queueId: id, toQueueId: null, recipient: null, reply: null, host: null, ...told }
}

function toldBy(fact: TraceFact, segment: Segment, joined: Joined, acts: OurAct[]): Told | null {
  switch (fact.kind) {
    case 'accepted':
      return isRequeue(fact) ? { what: 'requeued', queueId: fact.parentId ?? fact.id, toQueueId: fact.id } : { what: 'accepted', host: fact.host }
    case 'queued':
      return { what: 'queued' }
    case 'attempt':
      return { ...onItsWay(fact, segment, joined), recipient: fact.recipient, reply: fact.reply === '' ? null : fact.reply, host: fact.host }
    case 'expired':
      return { what: 'bounced', reply: 'expired, returned to sender' }
    case 'bounce-made':
      return { what: 'bounce-made', toQueueId: asId(fact.bounceId), reply: fact.about === 'failure' ? null : `${fact.about} notification` }
    case 'held':
      return { what: takeAct(acts, 'quarantined', fact.at) ? 'quarantined' : 'held' }
    case 'released':
      takeAct(acts, 'released', fact.at)
      return { what: 'released' }
    case 'deleted':
      takeAct(acts, 'deleted', fact.at)
      return { what: 'deleted' }
    case 'requeued':
      takeAct(acts, 'released', fact.at)
      // The line of the new id tells it better.
      return joined.children.some(({ parent, relation }) => parent === segment && relation === 'requeue') ? null : { what: 'requeued' }
    case 'removed':
      return { what: 'removed' }
    case 'begun':
    case 'message-id':
    case 'recipient':
      return null
  }
}

function isRequeue({ parentId, isLocal }: FactOf<'accepted'>): boolean {
  return parentId !== null && isLocal
}

function onItsWay({ outcome, goesOn }: FactOf<'attempt'>, segment: Segment, { children }: Joined): Told {
  if (outcome !== 'delivered' || !goesOn) return { what: outcome }
  const isFound = children.some((child) => child.parent === segment && child.segment.id === goesOn.id)
  return isFound || goesOn.how === 'forward' ? { what: 'forwarded', toQueueId: asId(goesOn.id) } : { what: 'delivered' }
}

function asId(id: string | null): string | null {
  return id !== null && queueId.safeParse(id).success ? id : null
}

/** Whether the line was our doing; each note of the agent goes with one line. */
function takeAct(acts: OurAct[], what: OurAct['what'], at: number): boolean {
  const found = acts.findIndex((act) => act.what === what && act.at.getTime() >= at - CLOCKS_DIFFER_MS && act.at.getTime() <= at + SAME_ACT_MS)
  if (found >= 0) acts.splice(found, 1)
  return found >= 0
}

function cut(text: string | null, max: number): string | null {
  return text === null ? null : text.slice(0, max)
}
