import type { Logger } from 'pino'
import { openDb, closeDb } from '../db.ts'
import type { WorkerEnv } from '../env/worker.ts'
import { hostsToCall } from '../hosts/host-identity-records.ts'
import { JOBS } from './jobs.ts'
import { keepDeskKeys } from './keep-desk-keys.ts'
import { keepLeases, type Running, type Work } from './lease-keeper.ts'
import { listenForWork } from './listen-for-work.ts'
import { makeGate } from './make-gate.ts'
import { markRound } from './round-marks.ts'
import { runHost, type HostRunner } from './run-host.ts'
import { runJob, type JobRunner } from './run-job.ts'
import { runLoop } from './run-loop.ts'
import { makeDeliveriesTeller } from './tell-deliveries.ts'
import { wakeDueHosts } from './wake-due-hosts.ts'
import type { Job, WorkerContext } from './worker-context.ts'

export type Worker = { holder: string; stop(): Promise<void>; holds(): string[] }
export type WorkerOptions = { env: WorkerEnv; log: Logger; holder: string; now?: () => Date; random?: () => number; jobs?: Job[] }

/** Fewer than the pool has connections: jobs and looks at what is due find one free. */
const AT_ONCE = 8

/**
 * The whole worker: one lease per host and per job, shared with the other copies; woken by the database; `stop` takes
 * no new work, finishes what is in hand and gives the leases back.
 */
export function startWorker({ env, log, holder, now = () => new Date(), random = Math.random, jobs = JOBS }: WorkerOptions): Worker {
  const db = openDb(env.DATABASE_URL)
  // On connections of their own: leases are renewed in time however much the hosts have to tell.
  const leaseDb = openDb(env.DATABASE_URL, 2)
  const keys = keepDeskKeys(db, env.RELAYWARD_SECRET, now)
  const teller = makeDeliveriesTeller({ db, log })
  const context: WorkerContext = { db, log, env, holder, now, random, startedAt: now(), keys, inTurn: makeGate(AT_ONCE), deliveriesTold: teller.told }
  const hostRunners = new Set<HostRunner>()
  const jobRunners = new Set<JobRunner>()
  const due = wakeDueHosts({ db, log, now, random, runners: hostRunners })

  const wanted = async (): Promise<Work[]> => [
    ...(await hostsToCall(leaseDb)).map((host) => work(`host:${host.name}`, hostRunners, () => runHost(context, host))),
    ...jobs.map((job) => work(`job:${job.name}`, jobRunners, () => runJob(context, job))),
  ]
  function work<R extends Running>(name: string, runners: Set<R>, start: () => R): Work {
    return {
      name,
      start: () => {
        const runner = start()
        runners.add(runner)
        return {
          async stop() {
            runners.delete(runner)
            await runner.stop()
          },
        }
      },
    }
  }

  const leases = keepLeases({ db: leaseDb, log, holder, wanted, monotonicMs: () => performance.now() })
  const listening = listenForWork({
    databaseUrl: env.DATABASE_URL, log, random,
    onWork: (word) => {
      if (word === 'host') void leases.round()
      due.wake(word)
      for (const runner of jobRunners) runner.wake(word)
      if (word === 'any') for (const runner of hostRunners) runner.wake(word)
    },
  })
  const marks = runLoop({ name: 'mark', everyMs: 10_000, log, random, step: async () => (await markRound(db, `worker:${holder}`, now()), 'wait') })

  return {
    holder,
    holds: leases.holds,
    async stop() {
      await listening.stop()
      await due.stop()
      await leases.stop()
      await marks.stop()
      teller.stop()
      await closeDb(leaseDb)
      await closeDb(db)
    },
  }
}
