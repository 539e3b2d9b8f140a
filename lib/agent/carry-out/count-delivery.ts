import { cellKey, countIntoStep, emptyStep, stepOf, type Counted, type Step } from '../deliveries/count-cells.ts'
import { rememberDelivered } from '../deliveries/delivered-lately.ts'
import type { LogEvent } from '../host/mail-host.ts'
import { countSamples, loadCells, loadTexts } from '../journal/journal-deliveries.ts'
import type { Core } from './core.ts'
import type { Changes } from './count-events.ts'

/** A log that is read late, or whose lines of several files are mixed, speaks of so many steps at once. */
const STEPS_MAX = 12

/** Counts an attempt of whoever it was to the receiver that was to take the mail. */
export function countDelivery(core: Core, event: Extract<LogEvent, { kind: 'attempt' }>, changes: CellChanges): void {
  const step = enterStep(core, event.at)
  const account = core.live.get(event.id)?.account ?? null
  const counted = countIntoStep(step, event, { account, classify: core.classify })
  if (!counted) return
  if (event.outcome === 'delivered') rememberDelivered(core.delivered, event, { account, receiver: counted.cell.receiver })
  noteCounted(step, counted, changes)
}

type CellChanges = Pick<Changes, 'cells' | 'samples' | 'texts'>

/** What was counted is to be written down. */
export function noteCounted(step: Step, counted: Counted, changes: CellChanges): void {
  const key = cellKey(counted.cell)
  changes.cells.set(`${step.start} ${key}`, { step: step.start, key, cell: counted.cell })
  if (counted.textKey !== null) changes.texts.set(`${step.start} ${counted.textKey}`, { step, key: counted.textKey })
  if (counted.sample) changes.samples.push({ step: step.start, key, sample: counted.sample })
}

/** The step an instant lies in, as far as it was counted. */
export function enterStep(core: Core, at: Date): Step {
  const start = stepOf(at)
  const known = core.steps.get(start)
  if (known) return known

  const step = { ...emptyStep(start), cells: loadCells(core.journal, start), samples: countSamples(core.journal, start), texts: loadTexts(core.journal, start) }
  core.steps.set(start, step)
  return step
}

/** Lets go of the oldest steps. Between batches only: what a batch has counted is not in the journal before its end. */
export function boundSteps(core: Core): void {
  const tooMany = [...core.steps.keys()].sort().slice(0, -STEPS_MAX)
  for (const start of tooMany) core.steps.delete(start)
}
