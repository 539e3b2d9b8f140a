/**
 * One clock for all ages of a page: it ticks each second while somebody listens, and follows the server's
 * clock, because ages are counted from times that the server wrote.
 */
export function makeTickingClock(readLocal: () => number) {
  let offset = 0
  let tick = 0
  let timer: ReturnType<typeof setInterval> | undefined
  const listeners = new Set<() => void>()

  function beat(): void {
    tick = Math.floor((readLocal() + offset) / 1000) * 1000
    for (const listener of listeners) listener()
  }

  return {
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      timer ??= setInterval(beat, 1000)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clearInterval(timer)
        timer = undefined
      }
    },
    /** Epoch ms of the last tick, a whole second: stable between ticks, as React asks. */
    read(): number {
      if (tick === 0) tick = Math.floor((readLocal() + offset) / 1000) * 1000
      return tick
    },
    /** Takes over the server's time; differences under 2 s are the way of the message and are left alone. */
    follow(serverNow: number): void {
      const found = serverNow - readLocal()
      offset = Math.abs(found) < 2000 ? 0 : found
    },
  }
}

export const tickingClock = makeTickingClock(() => Date.now())
