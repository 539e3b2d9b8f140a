import { standingOrder, standingState, type StandingKind, type StandingOrder, type StandingState } from '../../protocol/standing-orders.ts'
import type { Journal } from './open-journal.ts'

export type Found = StandingState['found']
type RelayOrder = Extract<StandingOrder, { kind: 'relay' }>

/** All standing orders of one kind, or all. */
export function standingOrders(journal: Journal): StandingOrder[] {
  return journal.prepare('SELECT kind, key, version, data FROM standing ORDER BY kind, key').all().map(parseRow)
}

export function standingOf(journal: Journal, kind: StandingKind, key: string): StandingOrder | null {
  const row = journal.prepare('SELECT kind, key, version, data FROM standing WHERE kind = ? AND key = ?').get(kind, key)
  return row ? parseRow(row) : null
}

export function relayOrderOf(journal: Journal, account: string): RelayOrder | null {
  const found = standingOf(journal, 'relay', account)
  return found?.kind === 'relay' ? found : null
}

export function saveStanding(journal: Journal, order: StandingOrder, at: Date): void {
  journal.write(() =>
    journal
      .prepare(
        `INSERT INTO standing (kind, key, version, data, found, found_at) VALUES (?, ?, ?, ?, 'unknown', ?)
         ON CONFLICT (kind, key) DO UPDATE SET version = excluded.version, data = excluded.data,
           found = excluded.found, found_at = excluded.found_at, detail = NULL`,
      )
      .run(order.kind, order.key, order.version, JSON.stringify(order.data), at.toISOString()),
  )
}

/** Notes what was found in force; writes only when it is news or a minute old. */
export function noteFound(journal: Journal, kind: StandingKind, key: string, found: Found, at: Date, detail?: string): void {
  journal.write(() =>
    journal
      .prepare('UPDATE standing SET found = ?, found_at = ?, detail = ? WHERE kind = ? AND key = ?')
      .run(found, at.toISOString(), detail?.slice(0, 500) ?? null, kind, key),
  )
}

/** What stands, with the agent's own locks: those of accounts without a standing order too (version 0). */
export function standingStates(journal: Journal): StandingState[] {
  const rows = journal
    .prepare(
      `SELECT kind, key, version, found, found_at AS at, detail,
         CASE kind WHEN 'relay' THEN (SELECT id FROM own_locks WHERE account = key AND lifted_at IS NULL ORDER BY made_at LIMIT 1) END AS agentLockId
       FROM standing
       UNION ALL
       SELECT 'relay', account, 0, CASE WHEN in_force_at IS NULL THEN 'unknown' ELSE 'locked' END, coalesce(in_force_at, made_at), NULL, id
       FROM own_locks WHERE lifted_at IS NULL AND NOT EXISTS (SELECT 1 FROM standing WHERE kind = 'relay' AND key = account)
       GROUP BY account`,
    )
    .all()
  return rows.map((row) => standingState.parse({ ...row, detail: row.detail ?? undefined }))
}

function parseRow(row: Record<string, unknown>): StandingOrder {
  return standingOrder.parse({ kind: row.kind, key: row.key, version: row.version, data: JSON.parse(String(row.data)) })
}
