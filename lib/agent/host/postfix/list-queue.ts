import * as z from 'zod'
import { messageKey } from '../../../protocol/messages.ts'
import type { QueueReading } from '../../../protocol/readings.ts'
import type { QueueName } from './find-in-queue.ts'
import type { Ours } from './ours.ts'
import { configArguments, type PostfixInstance } from './postfix-options.ts'
import { mustRun } from './run-program.ts'

// Not strict: later releases add fields (3.5 forced_expire, 3.11 bounce_reason).
const listedMessage = z.object({
  queue_name: z.enum(['maildrop', 'incoming', 'active', 'deferred', 'hold']),
  queue_id: z.string(),
  arrival_time: z.number(),
})

export type ListedMessage = { id: string; queue: QueueName; arrivedAt: Date }

/**
 * The queue as `postqueue -j` lists it: one JSON object a line, not a snapshot, so a message may stand in it twice or,
 * just moving, not at all. Mail in `maildrop` is left out: it gets its real id when pickup takes it, moments later.
 */
export async function listQueue(instance: PostfixInstance): Promise<ListedMessage[]> {
  const text = await mustRun(instance.run.postqueue, [...configArguments(instance), '-j'])
  const listed = new Map<string, ListedMessage>()
  for (const line of text.split('\n')) {
    if (line === '') continue
    const message = listedMessage.parse(JSON.parse(line))
    if (message.queue_name === 'maildrop') continue
    listed.set(message.queue_id, {
      id: message.queue_id,
      queue: message.queue_name,
      arrivedAt: new Date(message.arrival_time * 1000),
    })
  }
  return [...listed.values()]
}

/** Counts of the queue; `held` are holds of other hands, `quarantined` those that are ours. */
export async function countQueue(instance: PostfixInstance, ours: Ours): Promise<Omit<QueueReading, 'accounts'>> {
  const messages = await listQueue(instance)
  const of = (...queues: QueueName[]) => messages.filter((message) => queues.includes(message.queue))
  const held = of('hold')
  const quarantined = held.filter(({ id, arrivedAt }) => ours.has(messageKey({ id, arrivedAt: arrivedAt.toISOString() })))
  const oldest = messages.reduce((least, { arrivedAt }) => Math.min(least, arrivedAt.getTime()), Infinity)

  return {
    total: messages.length,
    active: of('incoming', 'active').length,
    deferred: of('deferred').length,
    held: held.length - quarantined.length,
    quarantined: quarantined.length,
    oldestAt: oldest === Infinity ? null : new Date(oldest).toISOString(),
  }
}
