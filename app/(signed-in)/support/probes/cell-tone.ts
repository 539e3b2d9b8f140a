import type { Tone } from '../../../../components/ui/state-shape.tsx'
import type { CellState } from '../../../../lib/probes/fleet.ts'

/** Red is kept for what harms now; what somebody said is known is held. */
export const CELL_TONE: Record<CellState, Tone> = { pass: 'ok', fail: 'bad', later: 'wait', known: 'hold', unknown: 'unk', 'failing-unseen': 'unk' }
