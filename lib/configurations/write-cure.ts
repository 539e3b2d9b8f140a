import type { CureStep } from './configuration.ts'

/** A cure in words and lines to paste: what to do where, one step after the other, and what to run then. */
export function writeCure(steps: readonly CureStep[], then: string[] = []): string {
  return [...steps.map(writeStep), ...then.map((line) => `Then run:\n  ${line}`)].join('\n')
}

function writeStep(step: CureStep): string {
  if (step.kind === 'certificate') return `Put a certificate and its key in PEM into ${step.file}, readable by ${step.user}.`
  const { file, line, removed, lines } = step
  const text = lines.map((each) => `  ${each}`).join('\n')
  if (removed === 0) return line === 1 ? `Begin ${file} with:\n${text}` : `In ${file}, after line ${line - 1}, add:\n${text}`
  const where = removed === 1 ? `line ${line}` : `lines ${line} to ${line + removed - 1}`
  return lines.length === 0 ? `In ${file}, remove ${where}.` : `In ${file}, replace ${where} with:\n${text}`
}
