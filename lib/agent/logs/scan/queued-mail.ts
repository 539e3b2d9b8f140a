import { hashBytes } from './byte-names.ts'

/** Postfix's ids have at most 32 characters, Exim's 23. */
export const ID_BYTES_MAX = 32
const BUCKETS = 65_536
const NONE = -1
const MAX_SERIAL = 2 ** 30

/**
 * The messages that a log has told of and not seen leave, by queue id: whose they are and one number more. At most `max` of them; when there are more, the one that came first is forgotten.
 */
export type QueuedMail = {
  /** @returns the place of the message in the arrays, or -1 */
  find(bytes: Buffer, from: number, to: number): number
  /** Takes a message in; one that had the same id before is another one (short ids are used again). @returns its place */
  add(bytes: Buffer, from: number, to: number, account: number): number
  remove(bytes: Buffer, from: number, to: number): void
  accounts: Int32Array
  /** What the reader keeps with a message, -1 at first. */
  notes: Int32Array
  /** Another number for every message, 0 for a free place: tells whether a place still holds the same message. */
  serials: Int32Array
  size(): number
}

export function queuedMail(max = 262_144): QueuedMail {
  const ids = new Uint8Array(max * ID_BYTES_MAX)
  const lengths = new Uint8Array(max)
  const hashes = new Int32Array(max)
  const accounts = new Int32Array(max)
  const notes = new Int32Array(max)
  const serials = new Int32Array(max)
  // A place is in two chains: that of its bucket, and that of all by age; free places are chained by `next`.
  const buckets = new Int32Array(BUCKETS).fill(NONE)
  const next = new Int32Array(max)
  const older = new Int32Array(max)
  const newer = new Int32Array(max)
  let oldest = NONE
  let newest = NONE
  let free = NONE
  let used = 0
  let count = 0
  let lastSerial = 0

  const find = (bytes: Buffer, from: number, to: number): number => findHashed(hashBytes(bytes, from, to), bytes, from, to)

  const findHashed = (hash: number, bytes: Buffer, from: number, to: number): number => {
    let place = buckets[hash & (BUCKETS - 1)] as number
    while (place !== NONE && !(hashes[place] === hash && isSame(place, bytes, from, to))) place = next[place] as number
    return place
  }

  const isSame = (place: number, bytes: Buffer, from: number, to: number): boolean => {
    if (lengths[place] !== to - from) return false
    let at = place * ID_BYTES_MAX
    for (let each = from; each < to; each++) if (bytes[each] !== ids[at++]) return false
    return true
  }

  const add = (bytes: Buffer, from: number, to: number, account: number): number => {
    const hash = hashBytes(bytes, from, to)
    const before = findHashed(hash, bytes, from, to)
    if (before !== NONE) removePlace(before)
    else if (count === max) removePlace(oldest)

    const place = takeFree()
    let at = place * ID_BYTES_MAX
    for (let each = from; each < to; each++) ids[at++] = bytes[each] as number
    lengths[place] = to - from
    hashes[place] = hash
    accounts[place] = account
    notes[place] = NONE
    lastSerial = (lastSerial % MAX_SERIAL) + 1
    serials[place] = lastSerial
    const bucket = hash & (BUCKETS - 1)
    next[place] = buckets[bucket] as number
    buckets[bucket] = place
    makeNewest(place)
    return place
  }

  const takeFree = (): number => {
    count++
    if (free === NONE) return used++
    const place = free
    free = next[place] as number
    return place
  }

  const makeNewest = (place: number): void => {
    older[place] = newest
    newer[place] = NONE
    if (newest === NONE) oldest = place
    else newer[newest] = place
    newest = place
  }

  const remove = (bytes: Buffer, from: number, to: number): void => {
    const place = find(bytes, from, to)
    if (place !== NONE) removePlace(place)
  }

  const removePlace = (place: number): void => {
    const bucket = (hashes[place] as number) & (BUCKETS - 1)
    const after = next[place] as number
    if (buckets[bucket] === place) buckets[bucket] = after
    else {
      let before = buckets[bucket] as number
      while (next[before] !== place) before = next[before] as number
      next[before] = after
    }
    const [left, right] = [older[place] as number, newer[place] as number]
    if (left === NONE) oldest = right
    else newer[left] = right
    if (right === NONE) newest = left
    else older[right] = left
    serials[place] = 0
    next[place] = free
    free = place
    count--
  }

  return { find, add, remove, accounts, notes, serials, size: () => count }
}
