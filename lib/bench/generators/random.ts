/** Seeded random numbers (mulberry32): the same seed gives the same input on every machine. */
export type Random = {
  (): number
  /** A whole number from 0 to below `n`. */
  int(n: number): number
  pick<T>(list: readonly T[]): T
  /** A whole number from 0 to below `n`, small ones often: log-uniform, as Zipf's law has it. */
  zipf(n: number): number
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const int = (n: number): number => Math.floor(next() * n)
  return Object.assign(next, {
    int,
    pick: <T>(list: readonly T[]): T => list[int(list.length)] as T,
    zipf: (n: number): number => Math.min(n - 1, Math.floor(Math.exp(next() * Math.log(n + 1))) - 1),
  })
}
