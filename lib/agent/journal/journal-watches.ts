import * as z from 'zod'
import { excerpt, watchFigures } from '../../protocol/events.ts'
import { limits } from '../../protocol/limits.ts'
import { instant } from '../../protocol/primitives.ts'
import type { WatchedWish } from '../../protocol/standing-orders.ts'
import type { Journal } from './open-journal.ts'

/**
 * `beginning`: noted, the host not yet changed. `watching`: in force until `until`. `opening`: nothing was wrong, the
 * relay opens and held mail goes back. `breached` and `cancelled`: locked again, held mail goes into quarantine.
 * `withdrawn`: opened by the desk before its time. The last four are left once `endedAt` is set: the desk was told.
 */
export const watchStep = z.enum(['beginning', 'watching', 'opening', 'breached', 'cancelled', 'withdrawn'])
export type WatchStep = z.infer<typeof watchStep>

const watchBreach = z.strictObject({ limit: z.enum(['mails', 'recipients', 'unknown']), value: z.number(), threshold: z.number() })
export type WatchBreach = z.infer<typeof watchBreach>

const watchWish = z.object({
  lockId: z.uuid(),
  watchSeconds: z.number(),
  mailsMax: z.number(),
  recipientsMax: z.number(),
  unknownMax: z.number(),
  tightLimits: limits,
  tightForSeconds: z.number(),
})
export type WatchWish = z.infer<typeof watchWish>

const json = <T extends z.ZodType>(schema: T) => z.string().transform((text) => schema.parse(JSON.parse(text)) as z.output<T>)
const watch = z.object({
  id: z.uuid(),
  account: z.string(),
  step: watchStep,
  wish: json(watchWish),
  notedAt: instant,
  beganAt: instant.nullable(),
  until: instant.nullable(),
  figures: json(watchFigures),
  /** Ids that somebody else had put on hold before the watch: never touched. */
  foreignHolds: json(z.array(z.string())),
  breach: json(watchBreach.nullable()),
  excerpts: json(z.array(excerpt)),
  agentLockId: z.uuid().nullable(),
  tightUntil: instant.nullable(),
  released: z.number(),
  quarantined: z.number(),
  left: z.number(),
  endedAt: instant.nullable(),
})
export type Watch = z.infer<typeof watch>

const COLUMNS = `id, account, step, wish, noted_at AS notedAt, began_at AS beganAt, until, figures, foreign_holds AS foreignHolds,
  coalesce(breach, 'null') AS breach, excerpts, agent_lock_id AS agentLockId, tight_until AS tightUntil, released, quarantined,
  left_count AS "left", ended_at AS endedAt`

export function noteWatch(journal: Journal, account: string, wish: WatchedWish, foreignHolds: string[], at: Date): void {
  const figures = { arrived: 0, recipients: 0, unknownRecipients: 0, perTenSeconds: [] }
  journal.write(() =>
    journal
      .prepare("INSERT INTO watches (id, account, step, wish, noted_at, figures, foreign_holds, excerpts) VALUES (?, ?, 'beginning', ?, ?, ?, ?, '[]')")
      .run(wish.guardedUnlockId, account, JSON.stringify(watchWish.parse(wish)), at.toISOString(), JSON.stringify(figures), JSON.stringify(foreignHolds)),
  )
}

/** Writes the whole row as it stands in memory. */
export function saveWatch(journal: Journal, changed: Watch): void {
  journal.write(() =>
    journal
      .prepare(
        `UPDATE watches SET step = ?, began_at = ?, until = ?, figures = ?, breach = ?, excerpts = ?, agent_lock_id = ?,
           tight_until = ?, released = ?, quarantined = ?, left_count = ?, ended_at = ? WHERE id = ?`,
      )
      .run(
        changed.step, changed.beganAt, changed.until, JSON.stringify(changed.figures), JSON.stringify(changed.breach),
        JSON.stringify(changed.excerpts), changed.agentLockId, changed.tightUntil, changed.released, changed.quarantined,
        changed.left, changed.endedAt, changed.id,
      ),
  )
}

export function watchById(journal: Journal, id: string): Watch | null {
  const row = journal.prepare(`SELECT ${COLUMNS} FROM watches WHERE id = ?`).get(id)
  return row ? watch.parse(row) : null
}

/** Watches with something left to do. */
export function openWatches(journal: Journal): Watch[] {
  return journal.prepare(`SELECT ${COLUMNS} FROM watches WHERE ended_at IS NULL ORDER BY rowid`).all().map((row) => watch.parse(row))
}

/** Watches that ended after `since`, oldest first. */
export function watchesEndedAfter(journal: Journal, since: Date): Watch[] {
  const rows = journal.prepare(`SELECT ${COLUMNS} FROM watches WHERE ended_at > ? ORDER BY ended_at`).all(since.toISOString())
  return rows.map((row) => watch.parse(row))
}

/** Accounts that are open under tight limits for some time after a clean watch. */
export function tightAccounts(journal: Journal, now: Date): Watch[] {
  const rows = journal.prepare(`SELECT ${COLUMNS} FROM watches WHERE tight_until > ? ORDER BY rowid`).all(now.toISOString())
  return rows.map((row) => watch.parse(row))
}
