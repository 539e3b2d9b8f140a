import * as z from 'zod'
import { type Bucket, tallySchema } from '../limits/count-window.ts'
import { hourTally, type HourTally } from '../limits/count-hours.ts'
import type { Journal } from './open-journal.ts'

const savedBucket = z.strictObject({
  tally: tallySchema,
  firstAt: z.number().nullable(),
  networks: z.array(z.string()),
})

/** One live message as the log told of it. */
export type LiveMessage = {
  account: string | null
  parentId: string | null
  watchId: string | null
  isSized: boolean
  isDeferred: boolean
  seenSeconds: number
  /** It stands in the journal; one that came and went within a batch never does. */
  isSaved: boolean
}

export function saveBuckets(journal: Journal, account: string, buckets: Iterable<Bucket>): void {
  const save = journal.prepare('INSERT OR REPLACE INTO buckets (account, start_seconds, tally) VALUES (?, ?, ?)')
  for (const bucket of buckets) {
    const saved = { tally: bucket.tally, firstAt: bucket.firstAt, networks: [...bucket.networks] }
    save.run(account, bucket.start, JSON.stringify(saved))
  }
}

export function loadBuckets(journal: Journal): { account: string; bucket: Bucket }[] {
  return journal.prepare('SELECT account, start_seconds, tally FROM buckets ORDER BY account, start_seconds').all().map((row) => {
    const saved = savedBucket.parse(JSON.parse(String(row.tally)))
    const bucket = { start: Number(row.start_seconds), tally: saved.tally, firstAt: saved.firstAt, networks: new Set(saved.networks) }
    return { account: String(row.account), bucket }
  })
}

export function dropBuckets(journal: Journal, account: string): void {
  journal.write(() => journal.prepare('DELETE FROM buckets WHERE account = ?').run(account))
}

export function saveHour(journal: Journal, account: string, hour: string, tally: HourTally): void {
  journal
    .prepare('INSERT OR REPLACE INTO hours (account, hour, recipients, tally, is_told) VALUES (?, ?, ?, ?, 0)')
    .run(account, hour, tally.recipients, JSON.stringify(tally))
}

export function loadHour(journal: Journal, account: string, hour: string): HourTally | null {
  const row = journal.prepare('SELECT tally FROM hours WHERE account = ? AND hour = ?').get(account, hour)
  return row ? hourTally.parse(JSON.parse(String(row.tally))) : null
}

/** Hours that changed since the desk was told, oldest first; they count as told from now on. */
export function takeUntoldHours(journal: Journal): { account: string; hour: string; tally: HourTally }[] {
  const rows = journal.prepare('SELECT account, hour, tally FROM hours WHERE is_told = 0 ORDER BY hour').all()
  if (rows.length > 0) journal.prepare('UPDATE hours SET is_told = 1 WHERE is_told = 0').run()
  return rows.map((row) => ({
    account: String(row.account),
    hour: String(row.hour),
    tally: hourTally.parse(JSON.parse(String(row.tally))),
  }))
}

/** Recipients since `since` and before `hour`, and the first hour in which the account was seen since then. */
export function habitOf(journal: Journal, account: string, since: string, hour: string): { recipients: number; firstHour: string | null } {
  const row = journal
    .prepare('SELECT coalesce(sum(recipients), 0) AS recipients, min(hour) AS first FROM hours WHERE account = ? AND hour >= ? AND hour < ?')
    .get(account, since, hour)
  return { recipients: Number(row?.recipients ?? 0), firstHour: typeof row?.first === 'string' ? row.first : null }
}

export function saveLive(journal: Journal, id: string, live: LiveMessage | undefined): void {
  if (!live) {
    journal.prepare('DELETE FROM live WHERE id = ?').run(id)
    return
  }
  journal
    .prepare('INSERT OR REPLACE INTO live (id, account, parent_id, watch_id, is_sized, is_deferred, seen_seconds) VALUES (?, ?, ?, ?, ?, ?, ?)')
    .run(id, live.account, live.parentId, live.watchId, Number(live.isSized), Number(live.isDeferred), live.seenSeconds)
  live.isSaved = true
}

export function loadLive(journal: Journal): Map<string, LiveMessage> {
  const found = new Map<string, LiveMessage>()
  for (const row of journal.prepare('SELECT * FROM live').all()) {
    found.set(String(row.id), {
      account: text(row.account),
      parentId: text(row.parent_id),
      watchId: text(row.watch_id),
      isSized: Boolean(row.is_sized),
      isDeferred: Boolean(row.is_deferred),
      seenSeconds: Number(row.seen_seconds),
      isSaved: true,
    })
  }
  return found
}

export function readMeta(journal: Journal, key: string): string | null {
  return text(journal.prepare('SELECT value FROM meta WHERE key = ?').get(key)?.value)
}

export function writeMeta(journal: Journal, key: string, value: string): void {
  journal.write(() => journal.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)').run(key, value))
}

/** Drops buckets older than the widest window (a day) and hours older than the habit (28 days and one). */
export function dropOldCounters(journal: Journal, now: Date): void {
  journal.write(() => {
    journal.prepare('DELETE FROM buckets WHERE start_seconds < ?').run(Math.floor(now.getTime() / 1000) - 86_400 - 60)
    journal.prepare('DELETE FROM hours WHERE hour < ?').run(new Date(now.getTime() - 29 * 86_400_000).toISOString())
  })
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
