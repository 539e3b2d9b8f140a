import type { Logger } from 'pino'
import { dbOf, type Db } from '../db.ts'
import { readWebEnv, type WebEnv } from '../env/web.ts'
import { openLog } from '../log.ts'

/** What the web process stands on: its environment, the store, its log. */
export type WebDesk = { env: WebEnv; db: Db; log: Logger }

const shared = globalThis as typeof globalThis & { relaywardWebDesk?: WebDesk }

/** Read once per process, at its start or at the first use; a wrong environment throws and names what is wrong. */
export function webDesk(): WebDesk {
  shared.relaywardWebDesk ??= openWebDesk()
  return shared.relaywardWebDesk
}

/** The store, for views and for what actions hand to operations. */
export function webDb(): Db {
  return webDesk().db
}

function openWebDesk(): WebDesk {
  const env = readWebEnv()
  return { env, db: dbOf(env.DATABASE_URL), log: openLog('web', env.LOG_LEVEL) }
}
