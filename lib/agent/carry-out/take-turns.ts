/** Runs the work of one key strictly one after the other, in the order asked for; keys do not wait for each other. */
export type Turns = <T>(key: string, work: () => Promise<T>) => Promise<T>

export function makeTurns(): Turns {
  const last = new Map<string, Promise<unknown>>()

  return <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const before = last.get(key)
    const mine = before ? before.then(work, work) : work()
    last.set(key, mine)
    const leave = () => {
      if (last.get(key) === mine) last.delete(key)
    }
    mine.then(leave, leave)
    return mine
  }
}

/** Work that nobody waits for: its failure is told, and `settled` waits until all of it is over. */
export type Background = { run(name: string, work: () => Promise<unknown>): void; settled(): Promise<void> }

export function makeBackground(failed: (name: string, error: unknown) => void): Background {
  const running = new Set<Promise<unknown>>()
  return {
    run(name, work) {
      const one = work().catch((error: unknown) => failed(name, error))
      running.add(one)
      one.finally(() => running.delete(one))
    },
    async settled() {
      while (running.size > 0) await Promise.all(running)
    },
  }
}
