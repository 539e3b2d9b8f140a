import { webListener } from './web-listener.ts'

/** Open pages are read anew no more often. */
const KEPT_MS = 2_000

type Kept = { until: number; value: Promise<unknown> }
const kept = new Map<string, Kept>()
let isListening = false

/**
 * Sums over all hosts that every desk sees alike, read once for all pages that ask within two seconds, or until the worker
 * tells that figures have grown, whichever comes first. Only what `isLarge` says took its time is kept; who asks together
 * shares one reading in any case. Rights are looked at before: nothing that depends on a person may be kept here.
 */
export async function keepBriefly<T>(key: string, isLarge: (value: T) => boolean, read: () => Promise<T>): Promise<T> {
  const found = kept.get(key)
  if (found && performance.now() < found.until) return found.value as Promise<T>
  const value = read()
  const mine: Kept = { until: Infinity, value }
  kept.set(key, mine)
  try {
    const read = await value
    if (isLarge(read) && isHearing()) mine.until = performance.now() + KEPT_MS
    else forget(key, mine)
    return read
  } catch (error) {
    forget(key, mine)
    throw error
  }
}

function forget(key: string, mine: Kept): void {
  if (kept.get(key) === mine) kept.delete(key)
}

/** False at the first time: only what will be forgotten when there are news is kept, before any page that hears of them asks anew. */
function isHearing(): boolean {
  if (isListening) return true
  isListening = true
  webListener().subscribe((news) => {
    if (news.kind !== 'access') kept.clear()
  })
  return false
}
