import type { StandingState } from '../../lib/receiver-standings/standing.ts'
import type { Tone } from '../ui/state-shape.tsx'

export const STANDING_TONE: Record<StandingState, Tone> = { fine: 'ok', deferring: 'wait', refused: 'bad' }
