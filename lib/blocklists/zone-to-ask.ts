import type { Blocklist } from './blocklist.ts'
import type { UnknownReason } from './reading.ts'

/** Paid keys by the name that lists know them under: `spamhaus-dqs`, `abusix` … Never shown, logged or returned. */
export type BlocklistKeys = ReadonlyMap<string, string>

/** The zone that a list is asked under, with the key in place, or why it is not asked. */
export function zoneToAsk(list: Pick<Blocklist, 'status' | 'zone' | 'keyed'>, keys: BlocklistKeys): { zone: string } | { reason: UnknownReason } {
  if (list.status === 'dead') return { reason: 'closed' }
  if (list.status === 'unpublished') return { reason: 'unpublished' }
  const key = list.keyed && keys.get(list.keyed.key)
  if (list.keyed && key !== undefined) return { zone: list.keyed.zone.replace('{key}', () => key) }
  return list.zone.includes('{key}') ? { reason: 'no-key' } : { zone: list.zone }
}

/** A text of a stranger without the keys that it may repeat from the question, and without control characters. */
export function withoutKeys(text: string, keys: BlocklistKeys): string {
  let clean = text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g, ' ').trim()
  for (const key of keys.values()) if (key !== '') clean = clean.replaceAll(new RegExp(escaped(key), 'gi'), '{key}')
  return clean
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
