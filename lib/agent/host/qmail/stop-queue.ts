import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { QmailService } from './qmail-service.ts'
import { removeStoreFile, writeStoreFile } from './store-file.ts'

/** Stops and starts qmail-send for acts and watches, one at a time. */
export type QueueStopper = {
  /** Runs `body` with qmail-send down. `beforeStart` comes before it is started again, also after a failure. */
  whileStopped<T>(body: () => Promise<T>, beforeStart: () => void): Promise<T>
  /** Stops it and leaves it down until `resume` finds no reason any more. */
  stop(): Promise<void>
  /** Starts it when we stopped it and nothing wants it down. What an admin stopped stays stopped. */
  resume(): Promise<void>
  /** Throws when the last start has failed, also one in the background. */
  assertStarted(): void
}

export type QueueStopperOptions = {
  service: QmailService
  store: string
  /** After an act another one often follows; every stop waits for running deliveries, so it is left down that long. */
  lingerMs: number
  mustStayDown(): boolean
}

const STANDSTILL_MAX_MS = 1500

export function createQueueStopper({ service, store, lingerMs, mustStayDown }: QueueStopperOptions): QueueStopper {
  // On disk, so that a queue stopped by an agent that crashed is started by the next one, and no other.
  const mark = join(store, 'stopped-by-us')
  const serially = oneAfterAnother()
  let downSinceMs: number | null = null
  let timer: NodeJS.Timeout | undefined
  let failure: Error | null = null

  const stop = async () => {
    if (await service.isDown()) return
    writeStoreFile(mark, '')
    try {
      await service.stop()
    } catch (error) {
      removeStoreFile(mark)
      throw error
    }
    if (!(await service.isDown())) throw new Error('qmail-send still runs after it was stopped; nothing was moved')
    downSinceMs = performance.now()
  }
  const resume = async () => {
    if (!existsSync(mark) || mustStayDown()) return
    try {
      await service.start()
    } catch (error) {
      failure = new Error('qmail-send could not be started again', { cause: error })
      throw failure
    }
    removeStoreFile(mark)
    downSinceMs = null
    failure = null
  }
  const resumeSoon = async () => {
    if (lingerMs === 0 || performance.now() - (downSinceMs ?? 0) > STANDSTILL_MAX_MS) return resume()
    // A failure is kept, and told at the next look at the queue.
    timer = setTimeout(() => void serially(resume).catch(() => {}), lingerMs)
  }

  return {
    stop: () => serially(stop),
    resume: () => serially(resume),
    whileStopped: (body, beforeStart) =>
      serially(async () => {
        clearTimeout(timer)
        await stop()
        try {
          return await body()
        } finally {
          try {
            beforeStart()
          } finally {
            await resumeSoon()
          }
        }
      }),
    assertStarted: () => {
      if (failure) throw failure
    },
  }
}

function oneAfterAnother(): <T>(run: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (run) => {
    const next = last.then(run, run)
    last = next.catch(() => {})
    return next
  }
}
