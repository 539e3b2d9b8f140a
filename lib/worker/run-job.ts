import type { Running } from './lease-keeper.ts'
import { runLoop } from './run-loop.ts'
import { markRound } from './round-marks.ts'
import type { Job, WorkerContext } from './worker-context.ts'

export type JobRunner = Running & { wake(word: string): void }

/** Runs one job again and again while this copy holds its lease, and leaves a mark when a round ended well. */
export function runJob(context: WorkerContext, job: Job): JobRunner {
  const log = context.log.child({ job: job.name })
  const loop = runLoop({
    name: job.name,
    everyMs: job.everyMs,
    log,
    random: context.random,
    step: async (signal) => {
      await job.run({ ...context, log }, signal)
      if (!signal.aborted) await markRound(context.db, `job:${job.name}`, context.now())
      return 'wait'
    },
  })
  return {
    stop: loop.stop,
    wake: (word) => {
      if (word === job.wokenBy || (word === 'any' && job.wokenBy !== undefined)) loop.wake()
    },
  }
}
