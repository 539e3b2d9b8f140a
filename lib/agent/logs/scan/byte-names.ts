import { randomInt } from 'node:crypto'

/** Strangers choose some of the names: a seed of this process keeps them from choosing names that collide. */
const SEED = randomInt(2 ** 31)
const FIRST_FACTOR = 0x85ebca6b | 0
const SECOND_FACTOR = 0xc2b2ae35 | 0

/** Four bytes at a time: one multiplication for each byte would cost more than all the rest. */
export function hashBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = SEED ^ (to - from)
  let at = from
  for (; at + 4 <= to; at += 4) {
    const four = (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16) | ((bytes[at + 3] as number) << 24)
    hash = Math.imul(hash ^ four, FIRST_FACTOR)
    hash ^= hash >>> 15
  }
  for (; at < to; at++) hash = Math.imul(hash ^ (bytes[at] as number), SECOND_FACTOR)
  return hash ^ (hash >>> 13)
}

/** Numbers for names that stand in bytes, from 0 on in the order of their first coming. */
export type ByteNames = {
  /** @returns the number of the name; a name that is new gets the next one */
  numberOf(bytes: Buffer, from: number, to: number): number
  size(): number
  nameOf(number: number): Buffer
}

/** A hash table with open addressing over bytes; names are copied, so that no chunk is kept for their sake. */
export function byteNames(): ByteNames {
  let slots = new Int32Array(1024)
  let hashes = new Int32Array(512)
  let ends = new Uint32Array(513)
  let store = Buffer.allocUnsafe(16_384)
  let count = 0

  const numberOf = (bytes: Buffer, from: number, to: number): number => {
    const hash = hashBytes(bytes, from, to)
    let slot = hash & (slots.length - 1)
    for (;;) {
      const number = (slots[slot] as number) - 1
      if (number < 0) return add(bytes, from, to, hash, slot)
      if (hashes[number] === hash && isSame(number, bytes, from, to)) return number
      slot = (slot + 1) & (slots.length - 1)
    }
  }

  const isSame = (number: number, bytes: Buffer, from: number, to: number): boolean => {
    let at = ends[number] as number
    if ((ends[number + 1] as number) - at !== to - from) return false
    for (let each = from; each < to; each++) if (bytes[each] !== store[at++]) return false
    return true
  }

  const add = (bytes: Buffer, from: number, to: number, hash: number, slot: number): number => {
    const start = ends[count] as number
    const end = start + to - from
    if (end > store.length) store = Buffer.concat([store], Math.max(store.length * 2, end))
    bytes.copy(store, start, from, to)
    hashes[count] = hash
    ends[count + 1] = end
    slots[slot] = count + 1
    count++
    if (count === hashes.length) grow()
    return count - 1
  }

  const grow = (): void => {
    hashes = copyInto(new Int32Array(count * 2), hashes)
    ends = copyInto(new Uint32Array(count * 2 + 1), ends)
    slots = new Int32Array(count * 4)
    for (let number = 0; number < count; number++) {
      let slot = (hashes[number] as number) & (slots.length - 1)
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1)
      slots[slot] = number + 1
    }
  }

  return { numberOf, size: () => count, nameOf: (number) => store.subarray(ends[number], ends[number + 1]) }
}

export function copyInto<T extends Int32Array | Uint32Array>(larger: T, from: T): T {
  larger.set(from)
  return larger
}
