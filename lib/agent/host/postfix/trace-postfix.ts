import { stat } from 'node:fs/promises'
import type { TraceLine, TraceQuery } from '../../../protocol/trace.ts'
import { messageKey } from '../../../protocol/messages.ts'
import { accountOfSaslName } from '../../logs/postfix-events.ts'
import { olderPartsOf } from '../../logs/log-place.ts'
import type { QueuePlace } from '../../trace/message-fates.ts'
import { postfixFormat, type PostfixAccounts } from '../../trace/postfix-format.ts'
import { traceLogs } from '../../trace/trace-logs.ts'
import type { TraceOptions } from '../mail-host.ts'
import { isDoneWith, locateMessages, type Located } from './find-in-queue.ts'
import type { MoveContext } from './move-messages.ts'

/** Searches the instance's log, packed parts too, and looks into its queue for what the log leaves open. */
export function tracePostfix({ instance, ours, now }: MoveContext, accounts: PostfixAccounts, query: TraceQuery, options: TraceOptions): AsyncIterable<TraceLine> {
  const { log } = instance
  if (log === null) throw new Error('no log file is known: set maillog_file in main.cf, or name the log')
  const source = log === 'journald' ? { journald: 'journalctl' } : { current: log, isOlder: olderOrPacked(log) }
  const placeOf = async (located: Located): Promise<QueuePlace | null> => {
    const { id, queue, path, file } = located
    if (queue !== 'hold' && (await isDoneWith(instance, located))) return null
    const isOurs = queue === 'hold' && ours.has(messageKey({ id, arrivedAt: file.arrivedAt.toISOString() }))
    const place = queue !== 'hold' ? 'queued' : isOurs ? 'quarantine' : 'hold'
    const { sender, size, recipients } = file
    const nextTryAt = queue === 'deferred' ? await modifiedAt(path) : null
    return { place, account: accountOfSaslName(file.saslName), sender, size, recipients, arrivedAt: file.arrivedAt.getTime(), messageId: null, nextTryAt }
  }
  return traceLogs(query, {
    format: postfixFormat(accounts, now),
    logs: [source],
    lookInQueue: async (ids) => {
      const places = new Map<string, QueuePlace>()
      for (const located of (await locateMessages(instance, ids)).values()) {
        const place = await placeOf(located)
        if (place) places.set(located.id, place)
      }
      return places
    },
  }, options)
}

/** The queue manager writes the time of the next try as the file's own (qmgr_active.c). */
async function modifiedAt(path: string): Promise<number | null> {
  return stat(path).then(({ mtimeMs }) => Math.round(mtimeMs), () => null)
}

function olderOrPacked(log: string): (name: string) => boolean {
  const isOlder = olderPartsOf(log)
  return (name) => isOlder(name.replace(/\.(gz|xz|zst|bz2)$/, ''))
}
