import type { Logger } from 'pino'
import type { Db } from '../db.ts'
import { hostsWithDueOrders } from '../orders/order-records.ts'
import { hostsWithDueStandingOrders } from '../standing-orders/standing-order-records.ts'
import type { HostRunner } from './run-host.ts'
import { runLoop } from './run-loop.ts'

type Options = { db: Db; log: Logger; now: () => Date; random: () => number; runners: Iterable<HostRunner> }

/**
 * Looks for what is due on any host, orders every 2 s and standing orders every 5 s and at once when the database tells
 * of some, and wakes the hosts that have it. One question for a thousand hosts instead of a thousand. A host that failed
 * is tried again in its own time, unless something new was told.
 */
export function wakeDueHosts({ db, log, now, random, runners }: Options): { wake(word: string): void; stop(): Promise<void> } {
  const look = (word: string, everyMs: number, find: () => Promise<number[]>) => {
    let isNew = false
    const loop = runLoop({
      name: `due-${word}`, everyMs, log, random,
      step: async () => {
        const wasNew = isNew
        isNew = false
        const due = new Set(await find())
        for (const runner of runners) if (due.has(runner.hostId)) runner[wasNew ? 'wake' : 'nudge'](word)
        return 'wait'
      },
    })
    return {
      stop: loop.stop,
      wake() {
        isNew = true
        loop.wake()
      },
    }
  }
  const looks: Record<string, ReturnType<typeof look>> = {
    order: look('order', 2_000, () => hostsWithDueOrders(db, now())),
    standing: look('standing', 5_000, () => hostsWithDueStandingOrders(db)),
  }
  return {
    wake: (word) => looks[word]?.wake(),
    async stop() {
      await Promise.all(Object.values(looks).map(({ stop }) => stop()))
    },
  }
}
