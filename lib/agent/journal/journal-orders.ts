import { createHash } from 'node:crypto'
import { order, orderAnswer, type Order, type OrderAnswer } from '../../protocol/orders.ts'
import type { Journal } from './open-journal.ts'

export const ORDER_KEPT_DAYS = 90

export type KnownOrder = { isSame: boolean; answer: OrderAnswer | null }

/** What is known of an order's id; `isSame` is false when the id was used for another body. Null: never seen. */
export function knownOrder(journal: Journal, asked: Order): KnownOrder | null {
  const row = journal.prepare('SELECT hash, answer FROM orders WHERE id = ?').get(asked.id)
  if (!row) return null
  return { isSame: row.hash === hashOf(asked), answer: parseAnswer(row.answer) }
}

/** The answer to an order by id: `undefined` when the id is unknown, null while it runs. */
export function answerOf(journal: Journal, id: string): OrderAnswer | null | undefined {
  const row = journal.prepare('SELECT answer FROM orders WHERE id = ?').get(id)
  return row ? parseAnswer(row.answer) : undefined
}

/** Written before anything is done, so that the same id never acts twice. */
export function noteOrder(journal: Journal, asked: Order, at: Date): void {
  journal.write(() =>
    journal
      .prepare('INSERT INTO orders (id, hash, body, batch_id, at) VALUES (?, ?, ?, ?, ?)')
      .run(asked.id, hashOf(asked), JSON.stringify(asked), 'batchId' in asked ? asked.batchId : null, at.toISOString()),
  )
}

export function noteAnswer(journal: Journal, answer: OrderAnswer): void {
  journal.write(() => journal.prepare('UPDATE orders SET answer = ? WHERE id = ?').run(JSON.stringify(answer), answer.id))
}

/** Orders that a crash left without an answer, oldest first. */
export function unansweredOrders(journal: Journal): Order[] {
  const rows = journal.prepare('SELECT body FROM orders WHERE answer IS NULL ORDER BY at').all()
  return rows.map((row) => order.parse(JSON.parse(String(row.body))))
}

/** Forgets answers older than 90 days whose batch has no message of ours left. */
export function dropOldOrders(journal: Journal, now: Date): void {
  const before = new Date(now.getTime() - ORDER_KEPT_DAYS * 86_400_000).toISOString()
  journal.write(() =>
    journal
      .prepare(
        `DELETE FROM orders WHERE at < ? AND answer IS NOT NULL AND NOT EXISTS (
           SELECT 1 FROM ours WHERE ours.batch_id = orders.batch_id AND ours.state IN ('quarantined', 'released'))`,
      )
      .run(before),
  )
}

function hashOf(asked: Order): string {
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex')
}

function parseAnswer(text: unknown): OrderAnswer | null {
  return typeof text === 'string' ? orderAnswer.parse(JSON.parse(text)) : null
}
