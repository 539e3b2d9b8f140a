import { randomUUID } from 'node:crypto'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { JOURNAL_SCHEMA } from './journal-schema.ts'

export type Journal = {
  /** Changes when the file is begun anew. */
  id: string
  prepare(sql: string): StatementSync
  /** Runs `change` in one transaction that is on stable storage when it returns. Nested calls join the outer one. */
  write<T>(change: () => T): T
  /** Calls `listener` after each commit that added an event; the answer ends it. */
  onEvent(listener: () => void): () => void
  noteEvent(): void
  close(): void
}

/**
 * Opens (or begins) the agent's journal. WAL with synchronous=FULL: a commit is synced before it returns
 * (sqlite.org/pragma.html#pragma_synchronous), so a kill or a power cut takes nothing back that was acted upon.
 * `afterCommit` is called after each commit. Throws what SQLite throws when the file cannot be opened.
 */
export function openJournal(file: string, options: { afterCommit?: () => void } = {}): Journal {
  const db = new DatabaseSync(file, { timeout: 5000 })
  db.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON')
  db.exec(JOURNAL_SCHEMA)
  const statements = new Map<string, StatementSync>()
  const prepare = (sql: string) => {
    const known = statements.get(sql)
    if (known) return known
    const made = db.prepare(sql)
    statements.set(sql, made)
    return made
  }
  const listeners = new Set<() => void>()
  const transaction = makeTransaction(db, {
    committed: (hasEvents) => {
      options.afterCommit?.()
      if (hasEvents) for (const listener of [...listeners]) listener()
    },
  })

  return {
    id: journalId(prepare),
    prepare,
    write: transaction.write,
    noteEvent: transaction.noteEvent,
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => db.close(),
  }
}

function makeTransaction(db: DatabaseSync, hooks: { committed(hasEvents: boolean): void }) {
  let isOpen = false
  let hasEvents = false

  function run<T>(change: () => T): T {
    isOpen = true
    hasEvents = false
    db.exec('BEGIN IMMEDIATE')
    try {
      const answer = change()
      db.exec('COMMIT')
      return answer
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK')
      throw error
    } finally {
      isOpen = false
    }
  }
  return {
    noteEvent: () => {
      hasEvents = true
    },
    write<T>(change: () => T): T {
      if (isOpen) return change()

      const answer = run(change)
      hooks.committed(hasEvents)
      return answer
    },
  }
}

function journalId(prepare: (sql: string) => StatementSync): string {
  prepare('INSERT OR IGNORE INTO meta (key, value) VALUES (?, ?)').run('journal', randomUUID())
  const row = prepare('SELECT value FROM meta WHERE key = ?').get('journal')
  return String(row?.value)
}
