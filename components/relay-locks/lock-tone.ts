import type { LockState } from '../../lib/relay-locks/relay-lock.ts'
import type { Tone } from '../ui/state-shape.tsx'

/** Shape and colour of a lock's state. */
export const LOCK_TONE: Record<LockState, Tone> = {
  locked: 'bad', notified: 'bad', answered: 'wait', accepted: 'wait', 'guarded-unlock': 'hold', open: 'ok', lifted: 'ok', ended: 'unk',
}
