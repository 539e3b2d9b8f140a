import type { CureStep } from './configuration.ts'

/**
 * A cure in words and lines to paste: what to do where, one step after the other, and what to run then. The lines stand
 * as they must stand in the file: in main.cf a blank before them would make them part of the line above.
 */
export function writeCure(steps: readonly CureStep[], then: string[] = []): string {
  return [...steps.map(writeStep), ...(then.length === 0 ? [] : ['Then run:', ...then])].join('\n')
}

function writeStep(step: CureStep): string {
  if (step.kind === 'certificate') return `Put a certificate and its key in PEM into ${step.file}, readable by ${step.user}.`
  const { file, line, removed, lines } = step
  const text = lines.join('\n')
  if (removed === 0) return lines.length === 0 ? `Make ${file}.` : line === 1 ? `Begin ${file} with:\n${text}` : `In ${file}, after line ${line - 1}, add:\n${text}`
  const where = removed === 1 ? `line ${line}` : `lines ${line} to ${line + removed - 1}`
  return lines.length === 0 ? `In ${file}, remove ${where}.` : `In ${file}, replace ${where} with:\n${text}`
}
