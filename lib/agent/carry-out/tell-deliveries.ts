import { hasUntoldRefusals, takeUntoldDeliveries, type Untold } from '../journal/journal-deliveries.ts'
import type { Core } from './core.ts'
import { tell } from './tell-desk.ts'

const CELLS_PER_EVENT = 1000
const SAMPLES_PER_EVENT = 100
const TEXTS_PER_EVENT = 100

/** Tells what attempts met in the steps that changed since the last call. */
export function tellDeliveries(core: Core): void {
  core.journal.write(() => {
    for (const untold of takeUntoldDeliveries(core.journal)) tellStep(core, untold)
  })
}

/** Refusals do not wait for the rest: somebody may be looking. */
export function tellRefusals(core: Core): void {
  if (!hasUntoldRefusals(core.journal)) return
  core.journal.write(() => {
    for (const untold of takeUntoldDeliveries(core.journal, 'refusals')) tellStep(core, untold)
  })
}

function tellStep(core: Core, { step, cells, samples, texts, furtherTexts }: Untold): void {
  const pages = Math.ceil(Math.max(cells.length / CELLS_PER_EVENT, samples.length / SAMPLES_PER_EVENT, texts.length / TEXTS_PER_EVENT, furtherTexts === undefined ? 0 : 1))
  for (let n = 0; n < pages; n += 1) {
    const textsOfPage = texts.slice(n * TEXTS_PER_EVENT, (n + 1) * TEXTS_PER_EVENT)
    tell(core, {
      kind: 'deliveries',
      step,
      cells: cells.slice(n * CELLS_PER_EVENT, (n + 1) * CELLS_PER_EVENT),
      samples: samples.slice(n * SAMPLES_PER_EVENT, (n + 1) * SAMPLES_PER_EVENT),
      ...(textsOfPage.length > 0 && { texts: textsOfPage }),
      ...(n === 0 && furtherTexts !== undefined && { furtherTexts }),
    })
  }
}
