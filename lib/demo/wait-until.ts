import { setTimeout as wait } from 'node:timers/promises'

/** Polls until `ask` gives something other than null, undefined or false. Throws with `what` after `withinMs`. */
export async function waitUntil<T>(
  what: string,
  ask: () => T | Promise<T>,
  { withinMs = 10_000, everyMs = 20, signal }: { withinMs?: number; everyMs?: number; signal?: AbortSignal } = {},
): Promise<NonNullable<T>> {
  const deadline = performance.now() + withinMs
  for (;;) {
    if (signal?.aborted) throw new Error(`${what}: not waited for any more`)
    const found = await ask()
    if (found) return found
    if (performance.now() > deadline) throw new Error(`${what}: not within ${withinMs} ms`)
    await wait(everyMs)
  }
}
