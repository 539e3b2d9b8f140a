import type { Logger } from 'pino'
import type { Doing } from '../audit/doing.ts'
import type { Db } from '../db.ts'
import type { WorkerEnv } from '../env/worker.ts'
import type { DeskKeys } from '../hosts/open-desk-keys.ts'
import type { Gate } from './make-gate.ts'

/** What every piece of the worker's work is given. */
export type WorkerContext = {
  db: Db
  log: Logger
  env: WorkerEnv
  /** Name of this copy, unique among all that run. */
  holder: string
  now: () => Date
  /** In [0, 1). */
  random: () => number
  startedAt: Date
  /** The desk's keys, renewed in time. */
  keys: () => Promise<DeskKeys>
  /** What hosts have to be stored comes in turn, see makeGate. */
  inTurn: Gate
  /** Figures of deliveries were stored: open pages shall know. */
  deliveriesTold: () => void
}

/**
 * Regular work that one copy of the worker does at a time. `wokenBy`: a word on the channel `relayward_work` after
 * which it runs at once. The next run is set after this one ended.
 */
export type Job = {
  name: string
  everyMs: number
  wokenBy?: string
  run: (context: WorkerContext, signal: AbortSignal) => Promise<void>
}

/** The worker as the one who acts. */
export function doingOf({ db, now }: WorkerContext): Doing {
  return { db, now: now(), actor: { kind: 'worker' } }
}
