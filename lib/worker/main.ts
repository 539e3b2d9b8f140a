import { randomUUID } from 'node:crypto'
import { readWorkerEnv } from '../env/worker.ts'
import { openLog } from '../log.ts'
import { startWorker } from './start-worker.ts'

/** What is in hand may take so long after SIGTERM; then the process leaves, and its leases run out. */
const FINISH_WITHIN_MS = 20_000

const USAGE = 'Usage: DATABASE_URL=postgresql://… RELAYWARD_SECRET=… relayward worker   (takes no arguments; ends at SIGTERM)\n'

/**
 * `relayward worker`: reads agents, carries orders, sends notices, until SIGTERM or SIGINT. Any number of copies may
 * run against one database; each needs no more than its environment.
 *
 * @returns 0 when all that was in hand is finished, 1 when it took too long or the database is gone, 2 wrong use
 */
export async function run(args: string[]): Promise<number> {
  if (args.length > 0) {
    process[args[0] === '--help' ? 'stdout' : 'stderr'].write(USAGE)
    return args[0] === '--help' ? 0 : 2
  }
  const env = readWorkerEnv()
  const log = openLog('worker', env.LOG_LEVEL)
  const holder = `${env.RELAYWARD_WORKER_NAME}-${randomUUID().slice(0, 8)}`
  const worker = startWorker({ env, log, holder })
  log.info({ holder }, 'worker runs')

  const signal = await new Promise<string>((resolve) => {
    process.once('SIGTERM', () => resolve('SIGTERM'))
    process.once('SIGINT', () => resolve('SIGINT'))
  })
  log.info({ signal }, 'worker finishes what is in hand')
  const stopped = worker.stop().then(() => 0, (error: unknown) => {
    log.error({ err: error }, 'worker cannot give back what it holds; its leases run out')
    return 1
  })
  const code = await Promise.race([stopped, late()])
  log.info({ holder, code }, 'worker ended')
  // What hangs would keep the process alive; its leases run out by themselves.
  return code === 0 ? code : process.exit(code)
}

function late(): Promise<number> {
  return new Promise((resolve) => setTimeout(() => resolve(1), FINISH_WITHIN_MS).unref())
}
