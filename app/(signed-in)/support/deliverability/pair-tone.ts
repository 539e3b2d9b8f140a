import type { Tone } from '../../../../components/ui/state-shape.tsx'
import type { PairState } from '../../../../lib/deliveries/matrix.ts'

export const PAIR_TONE: Record<PairState, Tone> = { fine: 'ok', deferring: 'wait', refused: 'bad', few: 'few' }
