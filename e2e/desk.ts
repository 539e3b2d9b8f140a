import { dbOf, type Db } from '../lib/db.ts'

/** The desk that runs for the specs. */
export interface RunningDesk {
  url: string
  databaseUrl: string
  secret: string
  db: Db
}

/** @throws Error outside of a Playwright run, or when the database is not on this machine: specs write what they like */
export function runningDesk(): RunningDesk {
  const { E2E_URL: url, E2E_DATABASE_URL: databaseUrl, E2E_SECRET: secret } = process.env
  if (!url || !databaseUrl || !secret) throw new Error('No desk runs: start the specs by `npm test -- --only browser`.')
  if (!['127.0.0.1', 'localhost'].includes(new URL(databaseUrl).hostname)) throw new Error('The specs run on a local database only.')
  return { url, databaseUrl, secret, db: dbOf(databaseUrl) }
}
