import type { Journal } from './open-journal.ts'

/** Whether a report was counted, by the name of its file or its own Message-ID. */
export function wasReportRead(journal: Journal, key: string): boolean {
  return journal.prepare('SELECT 1 FROM reports_read WHERE key = ?').get(key) !== undefined
}

/** Call it in the transaction that counts the report. */
export function noteReports(journal: Journal, keys: string[], at: Date): void {
  for (const key of keys) journal.prepare('INSERT OR IGNORE INTO reports_read (key, at) VALUES (?, ?)').run(key, at.toISOString())
}
