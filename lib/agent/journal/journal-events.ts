import { agentEvent, eventBody, type AgentEvent, type EventBody } from '../../protocol/events.ts'
import type { Journal } from './open-journal.ts'
import { sayTrouble } from '../../hosts/trouble-sentences.ts'

/** So many replaceable events (activity, fates …) are kept for a desk that is away; the oldest go first. */
export const REPLACEABLE_EVENTS_MAX = 20_000
const PAGE_BYTES_MAX = 4_000_000

/**
 * Numbers an event and keeps it until the desk has read it. Of a kind that only tells the latest state, the newest
 * event of a key takes the place of an unread older one, so that the journal stays small while the desk is away.
 * Locks, quarantines and ends of watches have no such key and are never dropped.
 */
export function addEvent(journal: Journal, at: Date, told: EventBody): void {
  const body = sendable(told)
  journal.write(() => {
    const key = replaceKey(body)
    if (key !== null) journal.prepare('DELETE FROM events WHERE replace_key = ?').run(key)
    journal
      .prepare('INSERT INTO events (at, replace_key, body) VALUES (?, ?, ?)')
      .run(at.toISOString(), key, JSON.stringify(body))
    journal.noteEvent()
  })
}

/** Up to `limit` events after number `after`, oldest first. */
export function eventsAfter(journal: Journal, after: number, limit = 500): AgentEvent[] {
  const rows = journal.prepare('SELECT seq, at, body FROM events WHERE seq > ? ORDER BY seq LIMIT ?').all(after, limit)
  const events: AgentEvent[] = []
  let bytes = 0
  for (const row of rows) {
    const body = String(row.body)
    bytes += body.length
    if (events.length > 0 && bytes > PAGE_BYTES_MAX) break
    events.push(agentEvent.parse({ seq: row.seq, at: row.at, body: JSON.parse(body) }))
  }
  return events
}

/** The desk asked for what comes after `seq`, so all up to it is stored there. */
export function dropEventsUntil(journal: Journal, seq: number): void {
  if (!journal.prepare('SELECT 1 FROM events WHERE seq <= ? LIMIT 1').get(seq)) return
  journal.write(() => journal.prepare('DELETE FROM events WHERE seq <= ?').run(seq))
}

/** Drops the oldest replaceable events above the limit; answers how many went. */
export function boundEvents(journal: Journal, max = REPLACEABLE_EVENTS_MAX): number {
  const count = Number(journal.prepare('SELECT count(*) AS n FROM events WHERE replace_key IS NOT NULL').get()?.n ?? 0)
  if (count <= max) return 0
  journal.write(() =>
    journal
      .prepare('DELETE FROM events WHERE seq IN (SELECT seq FROM events WHERE replace_key IS NOT NULL ORDER BY seq LIMIT ?)')
      .run(count - max),
  )
  return count - max
}

/** One event that the protocol does not allow must not stop all that come after it; the desk is told that it was. */
function sendable(told: EventBody): EventBody {
  const parsed = eventBody.safeParse(told)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const text = sayTrouble('event-not-told', { event: told.kind, error: `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}` })
  return { kind: 'trouble', code: 'event-not-told', text: text.slice(0, 500), over: false }
}

function replaceKey(body: EventBody): string | null {
  switch (body.kind) {
    case 'activity':
      return `activity ${body.account} ${body.hour}`
    case 'queue':
    case 'configuration':
      return body.kind
    case 'watch-progress':
      return `watch-progress ${body.guardedUnlockId}`
    case 'drift':
    case 'standing':
      return `${body.kind} ${body.standing.kind} ${body.standing.key}`
    case 'trouble':
      return `trouble ${body.code}`
    case 'fate':
      return body.fate === 'deferred' ? `deferred ${body.messageKey} ${body.recipient ?? ''}` : null
    case 'deliveries':
    case 'lock-made':
    case 'quarantined':
    case 'watch-began':
    case 'watch-ended':
      return null
  }
}
