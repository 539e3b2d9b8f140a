import type { TraceFate, TraceStep } from '../../lib/protocol/trace.ts'
import type { Tone } from '../ui/state-shape.tsx'

export const FATE_TONE: Record<TraceFate, Tone> = { queued: 'wait', held: 'hold', quarantined: 'hold', delivered: 'ok', bounced: 'bad', deleted: 'unk', unknown: 'unk' }

export const STEP_TONE: Record<TraceStep['what'], Tone> = {
  accepted: 'few', queued: 'few', deferred: 'wait', delivered: 'ok', bounced: 'bad', held: 'hold', quarantined: 'hold', released: 'few', deleted: 'unk',
  forwarded: 'few', requeued: 'few', 'bounce-made': 'few', removed: 'few',
}
