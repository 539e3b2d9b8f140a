import { tellDeliveriesStored } from '../deliveries/delivery-records.ts'
import type { Db } from '../db.ts'
import type { Logger } from 'pino'

/** A thousand hosts tell a hundred times a second; an open page has no use for that. */
const EVERY_MS = 1_000

export type DeliveriesTeller = { told(): void; stop(): void }

/** Lets open pages know that figures of deliveries were stored: at once, and then at most every second. */
export function makeDeliveriesTeller({ db, log }: { db: Db; log: Logger }): DeliveriesTeller {
  let lastAt = -Infinity
  let timer: NodeJS.Timeout | undefined

  function tell(): void {
    timer = undefined
    lastAt = performance.now()
    tellDeliveriesStored(db).catch((error: unknown) => log.warn({ err: error }, 'open pages were not told of deliveries'))
  }

  return {
    told: () => void (timer ??= setTimeout(tell, Math.max(0, lastAt + EVERY_MS - performance.now()))),
    stop: () => clearTimeout(timer),
  }
}
