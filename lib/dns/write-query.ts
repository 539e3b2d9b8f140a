import { NameError } from './domain-name.ts'

/** Types of records that are asked for or told apart. */
export const TYPE = { A: 1, NS: 2, CNAME: 5, SOA: 6, PTR: 12, MX: 15, TXT: 16, AAAA: 28 } as const
const CLASS_IN = 1
const HEADER = 12

/**
 * A query with recursion desired and without EDNS, which every server understands. The id is left 0 for the sender to set.
 *
 * @param labels parts of the name, as `labelsOf` gives them, in order
 * @throws NameError when they are too long together
 */
export function writeQuery(labels: readonly Buffer[], type: number): Buffer {
  let length = 1
  for (const part of labels) length += part.length
  if (length > 255) throw new NameError('the name is longer than 255 octets')
  const query = Buffer.allocUnsafe(HEADER + length + 4)
  for (let at = 0; at < HEADER; at++) query[at] = 0
  query[2] = 0x01
  query[5] = 1
  let offset = HEADER
  for (const part of labels) {
    for (let at = 0; at < part.length; at++) query[offset++] = part[at] as number
  }
  query[offset] = 0
  query[offset + 1] = type >> 8
  query[offset + 2] = type & 0xff
  query[offset + 3] = 0
  query[offset + 4] = CLASS_IN
  return query
}
