import type { Logger } from 'pino'
import { retryDelayMs } from '../orders/order.ts'

/** `again`: there is more, go straight on. `wait`: nothing to do until the interval is over or somebody wakes the loop. */
export type StepResult = 'again' | 'wait'
/** `wake` ends every wait; `nudge` leaves a loop alone that waits after a failure. */
export type Loop = { wake(): void; nudge(): void; stop(): Promise<void> }
export type LoopOptions = {
  name: string
  everyMs: number
  step: (signal: AbortSignal) => Promise<StepResult>
  log: Logger
  random: () => number
}

/**
 * Does one step after the other, never two at once. A step that fails is logged and tried again after a growing,
 * jittered while. `stop` lets the step in hand finish (its signal is aborted, so that a long wait ends).
 */
export function runLoop({ name, everyMs, step, log, random }: LoopOptions): Loop {
  const stopping = new AbortController()
  let failures = 0
  let isWoken = false
  let endWait: (() => void) | undefined

  async function pause(ms: number): Promise<void> {
    if (isWoken || stopping.signal.aborted) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      endWait = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    endWait = undefined
  }

  async function once(): Promise<number> {
    isWoken = false
    try {
      const result = await step(stopping.signal)
      failures = 0
      return result === 'again' ? 0 : everyMs
    } catch (error) {
      if (stopping.signal.aborted) return 0
      failures += 1
      log.warn({ err: error, loop: name, failures }, 'a step failed and is tried again')
      return retryDelayMs(failures, random())
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const ms = await once()
      if (ms > 0) await pause(ms)
    }
  }
  const done = run()

  function wake(): void {
    isWoken = true
    endWait?.()
  }

  return {
    wake,
    nudge: () => void (failures === 0 && wake()),
    async stop() {
      stopping.abort()
      endWait?.()
      await done
    },
  }
}
