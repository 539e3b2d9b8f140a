import type { IncidentRow } from '../../lib/incidents/incident-views.ts'
import type { Tone } from '../ui/state-shape.tsx'

/** The shape of an incident: red harms now, amber is put off, hatched is unknown. */
export function incidentTone({ isOver, kind, block, listed }: Pick<IncidentRow, 'isOver' | 'kind' | 'block' | 'listed'>): Tone {
  if (isOver) return 'ok'
  if (block) return block.refusing > 0 ? 'bad' : 'wait'
  if (listed) return listed.standing > 0 ? 'bad' : listed.untold > 0 ? 'unk' : 'wait'
  return kind === 'silent-host' ? 'unk' : 'bad'
}
