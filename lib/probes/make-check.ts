import { EVIDENCE_MAX, type Check, type CheckId, type CheckState } from '../protocol/probes.ts'
import { CURES, type CureId } from './cures.ts'
import { FINDINGS, sayWith, type FindingId } from './findings.ts'
import { evidenceOf, visible } from './visible.ts'

/** What a check found: which sentence, with which words put in, and the lines that show it. */
export interface Found {
  finding: FindingId
  parameters?: Record<string, string | number>
  lines?: readonly string[]
}

export function passed(id: CheckId, found: Found): Check {
  return make(id, 'pass', found, null)
}

export function failed(id: CheckId, found: Found & { cure: CureId }): Check {
  return make(id, 'fail', found, found.cure)
}

/** It could not be found out; nothing is guessed. */
export function unknown(id: CheckId, found: Found): Check {
  return make(id, 'unknown', found, null)
}

const PARAMETER_MAX = 200

function make(id: CheckId, state: CheckState, { finding, parameters: given = {}, lines = [] }: Found, cureId: CureId | null): Check {
  const parameters = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, visible(String(value)).slice(0, PARAMETER_MAX)]))
  const shown = lines.length === 0 ? '' : `\n${evidenceOf(lines)}`
  return {
    id, state,
    evidence: `${sayWith(FINDINGS[finding], parameters)}${shown}`.slice(0, EVIDENCE_MAX),
    cure: cureId === null ? null : sayWith(CURES[cureId], parameters),
    findingId: finding, cureId, parameters,
  }
}
