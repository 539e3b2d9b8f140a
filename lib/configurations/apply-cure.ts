import type { CureStep } from './configuration.ts'
import { hasCarriageReturns, linesOf } from './lines.ts'

type LinesStep = Extract<CureStep, { kind: 'lines' }>

/**
 * Carries out the steps of a cure that change lines.
 *
 * @param texts the files by path; a step may add one
 * @returns the texts as they are afterwards
 */
export function applyCure(texts: ReadonlyMap<string, string>, steps: readonly CureStep[]): Map<string, string> {
  const changed = new Map(texts)
  // From the bottom up, so that the numbers of the lines above stay true.
  const ordered = steps.filter((step): step is LinesStep => step.kind === 'lines').toSorted((one, other) => other.line - one.line)
  for (const step of ordered) changed.set(step.file, withStep(changed.get(step.file) ?? '', step))
  return changed
}

function withStep(text: string, { line, removed, lines }: LinesStep): string {
  const end = hasCarriageReturns(text) ? '\r\n' : '\n'
  const all = linesOf(text)
  all.splice(line - 1, removed, ...lines)
  return all.map((each) => each + end).join('')
}
