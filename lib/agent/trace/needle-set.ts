/** Bytes of capital letters count as their small ones: servers compare addresses so, and ids are compared again later. */
const FOLDED = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte))
const HASH_BITS = 15
const HASHES = 1 << HASH_BITS
const MASK = HASHES - 1
const FIRST = Uint16Array.from(FOLDED, (byte) => (byte << 8) & MASK)
const SECOND = Uint16Array.from(FOLDED, (byte) => (byte << 4) & MASK)
const NEEDLE_BYTES_MIN = 3

/** Words looked for all at once; capital and small letters are the same. */
export type NeedleSet = {
  /** @throws RangeError for a word of fewer than three bytes */
  add(word: string): void
  remove(word: string): void
  size(): number
  /** Where the first of the words stands that begins at `from` or later and ends before `to`; -1: nowhere. */
  find(bytes: Uint8Array, from: number, to: number): number
}

/** What one set at a time works with; memory outside of the heap is given back late, so it is used again. */
export function needleTable(): Uint8Array {
  return new Uint8Array(HASHES)
}

/**
 * Wu and Manber's search: a table says for the last three bytes of a window how far no word can begin, so that most
 * bytes are never looked at. It costs the same for one word and for hundreds.
 */
export function needleSet(words: Iterable<string> = [], shifts = needleTable()): NeedleSet {
  const needles = new Map<string, Uint8Array>()
  let shortest = 0
  let buckets = new Map<number, Uint8Array[]>()
  let isStale = true

  const build = (): void => {
    isStale = false
    shortest = Math.min(255 + NEEDLE_BYTES_MIN - 1, ...[...needles.values()].map((needle) => needle.length))
    shifts.fill(shortest - NEEDLE_BYTES_MIN + 1)
    buckets = new Map()
    for (const needle of needles.values()) enter(needle)
  }

  const enter = (needle: Uint8Array): void => {
    for (let last = NEEDLE_BYTES_MIN - 1; last < shortest; last++) {
      const hash = hashAt(needle, last)
      shifts[hash] = Math.min(shifts[hash] as number, shortest - 1 - last)
    }
    const hash = hashAt(needle, shortest - 1)
    const bucket = buckets.get(hash)
    if (bucket) bucket.push(needle)
    else buckets.set(hash, [needle])
  }

  const find: NeedleSet['find'] = (bytes, from, to) => {
    if (needles.size === 0) return -1
    if (isStale) build()
    const table = shifts
    let last = from + shortest - 1
    while (last < to) {
      const hash = (FIRST[bytes[last - 2] as number] as number) ^ (SECOND[bytes[last - 1] as number] as number) ^ (FOLDED[bytes[last] as number] as number)
      const shift = table[hash] as number
      if (shift > 0) {
        last += shift
        continue
      }
      const start = last - shortest + 1
      if (buckets.get(hash)?.some((needle) => standsAt(needle, bytes, start, to))) return start
      last++
    }
    return -1
  }

  const set: NeedleSet = {
    add: (word) => {
      if (needles.has(word)) return
      const needle = Uint8Array.from(Buffer.from(word, 'utf8'), (byte) => FOLDED[byte] as number)
      if (needle.length < NEEDLE_BYTES_MIN) throw new RangeError(`a search needs at least ${NEEDLE_BYTES_MIN} bytes`)
      needles.set(word, needle)
      // A word no shorter than the others goes into the tables as they are.
      if (isStale || needle.length < shortest) isStale = true
      else enter(needle)
    },
    remove: (word) => {
      const needle = needles.get(word)
      if (!needle) return
      needles.delete(word)
      if (isStale) return
      // Shifts that it made shorter stay so, which costs time, not finds.
      const bucket = buckets.get(hashAt(needle, shortest - 1)) ?? []
      bucket.splice(bucket.indexOf(needle), 1)
    },
    size: () => needles.size,
    find,
  }
  for (const word of words) set.add(word)
  return set
}

function hashAt(bytes: Uint8Array, last: number): number {
  return (FIRST[bytes[last - 2] as number] as number) ^ (SECOND[bytes[last - 1] as number] as number) ^ (FOLDED[bytes[last] as number] as number)
}

function standsAt(needle: Uint8Array, bytes: Uint8Array, start: number, to: number): boolean {
  if (start + needle.length > to) return false
  for (let at = 0; at < needle.length; at++) if (needle[at] !== FOLDED[bytes[start + at] as number]) return false
  return true
}
