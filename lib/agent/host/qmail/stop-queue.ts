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
}

export function createQueueStopper(service: QmailService, store: string, mustStayDown: () => boolean): QueueStopper {
  const mark = join(store, 'stopped-by-us')
  let last: Promise<unknown> = Promise.resolve()
  const serially = <T>(run: () => Promise<T>): Promise<T> => {
    const next = last.then(run, run)
    last = next.catch(() => {})
    return next
  }

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
  }
  const resume = async () => {
    if (!existsSync(mark) || mustStayDown()) return
    await service.start()
    removeStoreFile(mark)
  }

  return {
    stop: () => serially(stop),
    resume: () => serially(resume),
    whileStopped: (body, beforeStart) =>
      serially(async () => {
        await stop()
        try {
          return await body()
        } finally {
          try {
            beforeStart()
          } finally {
            await resume()
          }
        }
      }),
  }
}
