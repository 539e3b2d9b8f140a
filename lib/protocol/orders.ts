import * as z from 'zod'
import { messageRef, moveResult, queuedMessage } from './messages.ts'
import { accountName, actId, instant } from './primitives.ts'
import { hostReading } from './readings.ts'

const id = { id: actId }
export const MESSAGES_PER_ORDER_MAX = 500
const messages = z.array(messageRef).min(1).max(MESSAGES_PER_ORDER_MAX)

/** Headers an agent may hand out. Subject only when an order asks for it, after somebody with the right said why. */
export const headerName = z.enum(['from', 'to', 'date', 'message-id', 'x-mailer', 'received', 'subject'])

/** One act with an id. The same id gives the same answer for 90 days; the same id with another body is refused. */
export const order = z.discriminatedUnion('verb', [
  z.strictObject({ ...id, verb: z.literal('find'), account: accountName }),
  z.strictObject({ ...id, verb: z.literal('quarantine'), batchId: z.uuid(), account: accountName }),
  z.strictObject({ ...id, verb: z.literal('quarantine-messages'), batchId: z.uuid(), account: accountName, messages }),
  z.strictObject({ ...id, verb: z.literal('release'), batchId: z.uuid(), messages }),
  z.strictObject({ ...id, verb: z.literal('delete'), batchId: z.uuid(), messages }),
  z.strictObject({ ...id, verb: z.literal('retry'), messages }),
  z.strictObject({ ...id, verb: z.literal('read-headers'), messages: z.array(messageRef).min(1).max(50), headers: z.array(headerName).min(1) }),
])
export type Order = z.infer<typeof order>
export type OrderVerb = Order['verb']

export const orderAnswer = z.strictObject({
  id: actId,
  /** `running`: accepted, ask again by id. `failed`: nothing was done, `error` says why. */
  state: z.enum(['running', 'done', 'failed']),
  at: instant,
  error: z.string().max(500).optional(),
  result: moveResult.optional(),
  found: z.array(queuedMessage).optional(),
  headers: z.array(z.strictObject({ id: z.string(), headers: z.record(z.string(), z.string()) })).optional(),
  /** A fresh look at the host, stored by the very function that stores polled ones. */
  reading: hostReading.optional(),
})
export type OrderAnswer = z.infer<typeof orderAnswer>
