import { createHash } from 'node:crypto'

/** What of an audit row is sealed. Times as ISO text, ids as text, so that the same row always reads the same. */
export type SealedFields = {
  id: bigint
  at: Date
  userId: number | null
  actor: string
  action: string
  subject: string
  reason: string
  before: unknown
  after: unknown
  answer: unknown
  from: string | null
}

/** The hash that the first seal builds on. */
export const FIRST_HASH = '0'.repeat(64)

/** SHA-256 over the seal before and the whole row: whoever alters or removes a row must alter every seal after it. */
export function hashOfRow(previous: string, row: SealedFields): string {
  const { id, at, ...rest } = row
  const text = canonical([previous, id.toString(), at.toISOString(), rest])
  return createHash('sha256').update(text).digest('hex')
}

/** JSON with keys in order, whatever order the database or the program has them in. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`
}
