import type { Logger } from 'pino'
import { openDb, closeDb } from '../db.ts'
import type { WorkerEnv } from '../env/worker.ts'
import { hostsToCall } from '../hosts/host-identity-records.ts'
import { JOBS } from './jobs.ts'
import { keepDeskKeys } from './keep-desk-keys.ts'
import { keepLeases, type Work } from './lease-keeper.ts'
import { listenForWork } from './listen-for-work.ts'
import { markRound } from './round-marks.ts'
import { runHost } from './run-host.ts'
import { runJob } from './run-job.ts'
import { runLoop } from './run-loop.ts'
import { makeDeliveriesTeller } from './tell-deliveries.ts'
import type { Job, WorkerContext } from './worker-context.ts'

export type Worker = { holder: string; stop(): Promise<void>; holds(): string[] }
export type WorkerOptions = { env: WorkerEnv; log: Logger; holder: string; now?: () => Date; random?: () => number; jobs?: Job[] }

/**
 * The whole worker: one lease per host and per job, shared with the other copies; woken by the database; `stop` takes
 * no new work, finishes what is in hand and gives the leases back.
 */
export function startWorker({ env, log, holder, now = () => new Date(), random = Math.random, jobs = JOBS }: WorkerOptions): Worker {
  const db = openDb(env.DATABASE_URL)
  const keys = keepDeskKeys(db, env.RELAYWARD_SECRET, now)
  const teller = makeDeliveriesTeller({ db, log })
  const context: WorkerContext = { db, log, env, holder, now, random, startedAt: now(), keys, deliveriesTold: teller.told }
  const awake = new Set<{ wake(word: string): void }>()

  const wanted = async (): Promise<Work[]> => [
    ...(await hostsToCall(db)).map((host) => work(`host:${host.name}`, () => runHost(context, host))),
    ...jobs.map((job) => work(`job:${job.name}`, () => runJob(context, job))),
  ]
  function work<R extends { stop(): Promise<void>; wake(word: string): void }>(name: string, start: () => R): Work {
    return {
      name,
      start: () => {
        const runner = start()
        awake.add(runner)
        return {
          async stop() {
            awake.delete(runner)
            await runner.stop()
          },
        }
      },
    }
  }

  const leases = keepLeases({ db, log, holder, wanted, monotonicMs: () => performance.now() })
  const listening = listenForWork({
    databaseUrl: env.DATABASE_URL, log, random,
    onWork: (word) => {
      if (word === 'host') void leases.round()
      for (const runner of awake) runner.wake(word)
    },
  })
  const marks = runLoop({ name: 'mark', everyMs: 10_000, log, random, step: async () => (await markRound(db, `worker:${holder}`, now()), 'wait') })

  return {
    holder,
    holds: leases.holds,
    async stop() {
      await listening.stop()
      await leases.stop()
      await marks.stop()
      teller.stop()
      await closeDb(db)
    },
  }
}
