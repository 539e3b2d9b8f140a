import { STEP_SECONDS, type DeliveryCell, type ReplySample } from '../../protocol/deliveries.ts'
import type { LogEvent } from '../host/mail-host.ts'
import { countText, type Texts } from './count-texts.ts'
import { judgeAttempt, type Classify, type Judged } from './judge-attempt.ts'
import { redactReply } from '../../refusals/redact-reply.ts'

const SAMPLES_PER_KIND = 3
const CELLS_PER_STEP = 1000

/** What this host's attempts met in one step; cells by their key, samples by what they are samples of, texts to be named. */
export type Step = { start: string; cells: Map<string, DeliveryCell>; samples: Map<string, number>; texts: Texts }

export function emptyStep(start: string): Step {
  return { start, cells: new Map(), samples: new Map(), texts: { byKey: new Map(), further: 0 } }
}

/** The step an instant lies in, as the ISO text of its start. */
export function stepOf(at: Date): string {
  const ms = STEP_SECONDS * 1000
  return new Date(Math.floor(at.getTime() / ms) * ms).toISOString()
}

export type Counted = { cell: DeliveryCell; sample: ReplySample | null; textKey: string | null }
/** Whose mail it was, and by what a refusal is judged. */
export type Whose = { account: string | null; classify: Classify }

/**
 * Counts one attempt into its step; null when it went to no receiver, or into a thousand and first cell of the step,
 * which only a dictionary attack on made-up domains reaches.
 */
export function countIntoStep(step: Step, event: Extract<LogEvent, { kind: 'attempt' }>, { account, classify }: Whose): Counted | null {
  const judged = judgeAttempt(event, classify)
  if (!judged) return null
  return countEnd(step, { ...judged, at: event.at, outcome: event.outcome, reply: event.reply, account, ip: event.ip })
}

/** How one mail ended at a receiver; `ip`: the sending address where the log tells it. */
export type End = Judged & { at: Date; outcome: DeliveryCell['outcome']; reply: string; account: string | null; ip: string | null }

/** The same for an end that is judged already. */
export function countEnd(step: Step, end: End): Counted | null {
  const { receiver, refusal, outcome, reply, ip } = end
  const refusalClass = refusal?.class ?? null
  const key = cellKey({ ip, receiver, outcome, refusalClass })
  let cell = step.cells.get(key)
  if (!cell) {
    if (step.cells.size >= CELLS_PER_STEP) return null
    cell = { ip, receiver, outcome, refusalClass, count: 0 }
    step.cells.set(key, cell)
  }
  cell.count += 1
  const textKey = refusal && countText(step.texts, reply, receiver, refusal)
  return { cell, textKey, sample: refusalClass === null ? null : takeSample(step, key, end, refusalClass) }
}

function takeSample(step: Step, key: string, { at, receiver, outcome, account, reply }: End, refusalClass: string): ReplySample | null {
  const taken = step.samples.get(key) ?? 0
  if (taken >= SAMPLES_PER_KIND) return null
  step.samples.set(key, taken + 1)
  return { at: at.toISOString(), receiver, refusalClass, outcome, account, reply: redactReply(reply) }
}

export function cellKey({ ip, receiver, outcome, refusalClass }: Omit<DeliveryCell, 'count'>): string {
  return `${outcome} ${receiver} ${refusalClass ?? ''} ${ip ?? ''}`
}
