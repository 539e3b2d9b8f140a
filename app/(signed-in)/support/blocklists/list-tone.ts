import type { Tone } from '../../../../components/ui/state-shape.tsx'
import type { Cell } from '../../../../lib/blocklists/list-matrix.ts'

/** What is old or was never asked is as unknown as an answer of no use. */
export const CELL_TONE: Record<Exclude<Cell, '-'>, Tone> = { l: 'bad', c: 'ok', u: 'unk', o: 'unk', n: 'unk' }
