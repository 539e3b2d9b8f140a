import type { TraceLine, TraceQuery } from '../../../protocol/trace.ts'
import { olderPartsOf } from '../../logs/log-place.ts'
import { eximFormat } from '../../trace/exim-format.ts'
import type { QueuePlace } from '../../trace/message-fates.ts'
import { traceLogs } from '../../trace/trace-logs.ts'
import type { TraceOptions } from '../mail-host.ts'
import { findInSpool, type SpoolSource } from './list-spool.ts'

/** Searches Exim's main log, packed parts too, and looks into its spool for what the log leaves open. */
export function traceExim(source: SpoolSource, log: string, query: TraceQuery, options: TraceOptions): AsyncIterable<TraceLine> {
  const { instance, accountOfUser, now } = source
  return traceLogs(query, {
    format: eximFormat(now, { zone: instance.zone, accountOfUser }),
    logs: [log === 'journald' ? { journald: 'journalctl' } : { current: log, isOlder: olderOrPacked(log) }],
    lookInQueue: async (ids) => new Map((await findInSpool(source, { ids })).map((message) => [message.id, {
      // Exim tries frozen mail no more until somebody thaws it. When it tries again stands in a database of its own.
      place: message.place === 'hold' ? 'hold' : 'queued', account: message.account, sender: message.sender, recipients: message.recipients,
      size: message.size, arrivedAt: Date.parse(message.arrivedAt), messageId: null, nextTryAt: null,
    } satisfies QueuePlace])),
  }, options)
}

function olderOrPacked(log: string): (name: string) => boolean {
  const isOlder = olderPartsOf(log)
  return (name) => isOlder(name.replace(/\.(gz|xz|zst|bz2)$/, ''))
}
