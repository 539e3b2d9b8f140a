import type { IncidentRow } from '../../lib/incidents/incident-views.ts'
import type { Tone } from '../ui/state-shape.tsx'

/** The shape of an incident: red harms now, amber is put off, hatched is unknown. */
export function incidentTone({ isOver, kind, block }: Pick<IncidentRow, 'isOver' | 'kind' | 'block'>): Tone {
  if (isOver) return 'ok'
  if (block) return block.refusing > 0 ? 'bad' : 'wait'
  return kind === 'silent-host' ? 'unk' : 'bad'
}
