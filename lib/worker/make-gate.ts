/** Does work when its turn comes. */
export type Gate = <T>(work: () => Promise<T>) => Promise<T>

/**
 * Lets so many pieces of work be done at once, the others wait in the order in which they came, however long. A
 * thousand hosts that have something to tell in the same second would otherwise wait for the database's connections,
 * give up, and ask their agents again for the same.
 */
export function makeGate(width: number): Gate {
  const waiting: (() => void)[] = []
  let inside = 0

  return async (work) => {
    if (inside >= width) await new Promise<void>((resolve) => waiting.push(resolve))
    else inside += 1
    try {
      return await work()
    } finally {
      // Who waits longest takes the place over, so that nobody slips in between.
      const next = waiting.shift()
      if (next) next()
      else inside -= 1
    }
  }
}
