import pg from 'pg'
import type { Logger } from 'pino'
import { retryDelayMs } from '../orders/order.ts'

export type Listening = { stop(): Promise<void> }
type Options = { databaseUrl: string; log: Logger; random: () => number; onWork: (word: string) => void }

/**
 * Hears what triggers say on `relayward_work` (standing, order, notice, guarded-unlock, host). A lost connection is
 * opened again; `any` is told then, since words were missed meanwhile. Nothing relies on it: all work is also looked
 * for at its interval.
 */
export function listenForWork({ databaseUrl, log, random, onWork }: Options): Listening {
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let isStopping = false
  let failures = 0

  async function connect(): Promise<void> {
    const mine = new pg.Client({ connectionString: databaseUrl, keepAlive: true })
    client = mine
    mine.on('notification', (message) => onWork(message.payload ?? 'any'))
    mine.on('error', (error) => log.warn({ err: error }, 'the channel of work was lost'))
    mine.on('end', () => again())
    try {
      await mine.connect()
      await mine.query('LISTEN relayward_work')
      failures = 0
      onWork('any')
    } catch (error) {
      log.warn({ err: error }, 'the channel of work cannot be opened')
      await mine.end().catch((cause: unknown) => log.debug({ err: cause }, 'it was closed already'))
      again()
    }
  }

  function again(): void {
    if (isStopping || timer) return
    failures += 1
    timer = setTimeout(() => {
      timer = undefined
      opening = connect()
    }, retryDelayMs(failures, random()))
  }
  let opening = connect()

  return {
    async stop() {
      isStopping = true
      clearTimeout(timer)
      await opening
      await client?.end()
    },
  }
}
