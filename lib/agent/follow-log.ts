import { setTimeout as delay } from 'node:timers/promises'
import type { Core } from './carry-out/core.ts'
import { JournalFault, POSITION_KEY, takeBatch } from './carry-out/take-batch.ts'
import { tellTrouble, tellTroubleOver } from './carry-out/tell-desk.ts'
import type { LogBatch } from './host/mail-host.ts'
import { readMeta } from './journal/journal-counters.ts'
import { errorText } from './log.ts'
import { sayTrouble } from '../hosts/trouble-sentences.ts'

const RETRY_MS = { first: 250, max: 30_000 }

/**
 * Follows the host's log until `signal` ends it. A log that cannot be read is told and tried again with growing pauses.
 * Rejects with a JournalFault when a batch cannot be written down: then the program must begin anew.
 */
export async function followLog(core: Core, signal: AbortSignal): Promise<void> {
  let pause = RETRY_MS.first
  const take = async (batch: LogBatch) => {
    await takeBatch(core, batch)
    tellTroubleOver(core, 'log-unreadable')
    pause = RETRY_MS.first
  }
  while (!signal.aborted) {
    try {
      await core.host.follow(readMeta(core.journal, POSITION_KEY), take, signal)
    } catch (error) {
      if (error instanceof JournalFault) throw error
      if (signal.aborted) return
      core.logBehindBytes = null
      tellTrouble(core, 'log-unreadable', sayTrouble('log-unreadable', { error: errorText(error) }))
    }
    if (signal.aborted) return
    await delay(pause, undefined, { signal }).catch(() => undefined)
    pause = Math.min(pause * 2, RETRY_MS.max)
  }
}
