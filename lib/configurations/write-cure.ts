import type { CureStep } from './configuration.ts'
import { say } from './sentences.ts'

/**
 * A cure in words and lines to paste: what to do where, one step after the other, and what to run then. The lines stand
 * as they must stand in the file: in main.cf a blank before them would make them part of the line above.
 */
export function writeCure(steps: readonly CureStep[], then: string[] = []): string {
  return [...steps.map(writeStep), ...(then.length === 0 ? [] : [say('then-run'), ...then])].join('\n')
}

function writeStep(step: CureStep): string {
  if (step.kind === 'certificate') return say('put-certificate', { file: step.file, user: step.user })
  const { file, line, removed, lines } = step
  const text = lines.join('\n')
  if (removed === 0) return lines.length === 0 ? say('make-file', { file }) : `${line === 1 ? say('begin-file', { file }) : say('add-lines', { file, line: line - 1 })}\n${text}`
  const last = line + removed - 1
  if (lines.length === 0) return removed === 1 ? say('remove-line', { file, line }) : say('remove-lines', { file, line, last })
  return `${removed === 1 ? say('replace-line', { file, line }) : say('replace-lines', { file, line, last })}\n${text}`
}
