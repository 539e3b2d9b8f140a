import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { QueuedMessage } from '../../../protocol/messages.ts'
import type { TraceLine, TraceQuery } from '../../../protocol/trace.ts'
import { olderPartsOf } from '../../logs/log-place.ts'
import { isOlderMultilogFile } from '../../logs/multilog-stamp.ts'
import type { LogSource } from '../../trace/log-parts.ts'
import type { QueuePlace } from '../../trace/message-fates.ts'
import { qmailFormat } from '../../trace/qmail-format.ts'
import { isSameMessageId } from '../../trace/query-words.ts'
import { traceLogs } from '../../trace/trace-logs.ts'
import type { TraceOptions } from '../mail-host.ts'
import { breather } from './breathe.ts'
import { createQueueLook } from './look-at-queue.ts'
import type { OpenQmailHost } from './open-qmail-host.ts'
import type { QmailOptions } from './qmail-options.ts'
import { readHeaders } from './read-headers.ts'
import { listMessages } from './shelf-names.ts'

/**
 * Searches all logs of the host, and looks into queue and quarantine. qmail logs no Message-ID, so by that alone only
 * mail is found that still lies here.
 */
export function traceQmail(host: OpenQmailHost, options: QmailOptions, query: TraceQuery, traceOptions: TraceOptions): AsyncIterable<TraceLine> {
  const { places, who, now } = host
  const { accountOfUid } = createQueueLook(places, who)
  const pathOf = (id: string) => [places.queue, places.quarantine].map((shelf) => `${shelf.folderOf('mess', id)}/${id}`).find((path) => existsSync(path))
  const messageIdOf = (id: string): string | null => {
    const path = pathOf(id)
    return path === undefined ? null : (readHeaders(path, ['message-id'])['message-id'] ?? null)
  }
  const placeOf = ({ id, place, account, sender, recipients, size, arrivedAt }: QueuedMessage): QueuePlace => {
    const where = place === 'hold' || place === 'quarantine' ? place : 'queued'
    return { place: where, account, sender, recipients, size, arrivedAt: Date.parse(arrivedAt), messageId: messageIdOf(id), nextTryAt: null }
  }
  return traceLogs(query, {
    format: qmailFormat({ accountOfUid, uidOf: (account) => who.uidOf(account), asWritten: who.asWritten }, now),
    logs: options.logs.map(sourceOf),
    lookInQueue: async (ids) => new Map((await host.look({ ids })).map((message) => [message.id, placeOf(message)])),
    idsOfMessageId: async (messageId) => {
      const breathe = breather()
      const found: string[] = []
      for (const { id } of [places.queue, places.quarantine].flatMap((shelf) => listMessages(shelf))) {
        const own = messageIdOf(id)
        if (own !== null && isSameMessageId(own, messageId)) found.push(id)
        await breathe()
        traceOptions.signal.throwIfAborted()
      }
      return found
    },
  }, traceOptions)
}

/** A folder is multilog's; anything else is a file that syslog writes. */
function sourceOf(log: string): LogSource {
  if (existsSync(log) && statSync(log).isDirectory()) return { current: join(log, 'current'), isOlder: isOlderMultilogFile }
  const isOlder = olderPartsOf(log)
  return { current: log, isOlder: (name) => isOlder(name.replace(/\.(gz|xz|zst|bz2)$/, '')) }
}
