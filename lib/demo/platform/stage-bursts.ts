import pg from 'pg'
import type { Logger } from 'pino'
import { closeDb, openDb, type Db } from '../../db.ts'
import { changeBurst, listBursts } from '../bursts/burst-records.ts'
import { BURST_CHANNEL, isUnderWay, type DemoBurst } from '../bursts/burst.ts'
import type { DemoMailHost } from '../mail-hosts/demo-mail-host.ts'
import { spamMail } from '../traffic/mails.ts'

export type BurstStage = { databaseUrl: string; hosts: DemoMailHost[]; log: Logger }

const SESSIONS = 6
/** A client that is refused so often gives up. */
const REFUSALS_MAX = 25
const LOOK_EVERY_MS = 5_000

/** Pours every burst that is asked for at the desk, as a cracked account does. Told by the database, and looked for besides. */
export async function stageBursts({ databaseUrl, hosts, log }: BurstStage): Promise<{ stop(): Promise<void> }> {
  const db = openDb(databaseUrl)
  const running = new Set<Promise<void>>()
  const look = async () => {
    for (const burst of (await listBursts(db)).filter((one) => one.state === 'asked' && isUnderWay(one, new Date()))) {
      const host = hosts.find((one) => one.name === burst.host)
      if (!host || !(await changeBurst(db, burst.id, 'asked', { state: 'pouring' }, new Date()))) continue
      const one = pour(db, host, burst).catch((error: unknown) => log.error({ err: error, host: host.name }, 'a burst broke off'))
      running.add(one)
      void one.finally(() => running.delete(one))
    }
  }
  const lookOrLog = () => void look().catch((error: unknown) => log.warn({ err: error }, 'bursts could not be looked for'))
  const listening = await listen(databaseUrl, log, lookOrLog)
  const timer = setInterval(lookOrLog, LOOK_EVERY_MS)
  lookOrLog()

  return {
    stop: async () => {
      clearInterval(timer)
      await listening.end()
      await Promise.all(running)
      await closeDb(db)
    },
  }
}

async function pour(db: Db, host: DemoMailHost, { id, account, mails }: DemoBurst): Promise<void> {
  const spam = Array.from({ length: mails }, (_, n) => spamMail(n, id))
  const counts = await host.send({ account, clientIp: '203.0.113.66' }, spam, { sessions: SESSIONS, refusalsMax: REFUSALS_MAX })
  const now = new Date()
  await changeBurst(db, id, 'pouring', { ...counts, state: 'done', endedAt: now.toISOString() }, now)
}

/** A lost connection is not opened again: the looks go on. */
async function listen(databaseUrl: string, log: Logger, onWord: () => void): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl, keepAlive: true })
  client.on('notification', onWord)
  client.on('error', (error) => log.warn({ err: error }, 'the channel of bursts was lost'))
  await client.connect()
  await client.query(`LISTEN ${BURST_CHANNEL}`)
  return client
}
