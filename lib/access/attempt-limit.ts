/** Counts failed attempts per key within a window; `isOver` says when to stop listening to that key. */
export type AttemptLimit = {
  isOver: (key: string, now: number) => boolean
  fail: (key: string, now: number) => void
  clear: (key: string) => void
}

/**
 * A limit of `max` failures per key and `windowMs`, in this process alone: with several copies of the web program each
 * counts for itself, which multiplies the bound by their number and keeps a flood of guesses out of the database.
 * Remembers at most `keysMax` keys; the ones longest untouched are forgotten first.
 */
export function makeAttemptLimit({ max, windowMs, keysMax }: { max: number; windowMs: number; keysMax: number }): AttemptLimit {
  const failures = new Map<string, number[]>()

  function within(key: string, now: number): number[] {
    return (failures.get(key) ?? []).filter((at) => at > now - windowMs)
  }

  return {
    isOver: (key, now) => within(key, now).length >= max,
    fail(key, now) {
      const kept = [...within(key, now), now].slice(-max)
      failures.delete(key)
      failures.set(key, kept)
      const oldest = failures.keys().next().value
      if (failures.size > keysMax && oldest !== undefined) failures.delete(oldest)
    },
    clear: (key) => void failures.delete(key),
  }
}
