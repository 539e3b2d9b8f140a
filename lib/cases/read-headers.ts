import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import * as z from 'zod'
import { may } from '../access/permissions.ts'
import { findUserRoles } from '../access/users-records.ts'
import type { AgentClient } from '../agent-client/connect-agent.ts'
import { recordAudit } from '../audit/audit-records.ts'
import { recordChange } from '../audit/change-records.ts'
import type { Doing } from '../audit/doing.ts'
import { AppError } from '../errors.ts'
import { failOrder, storeOrderAnswer, writeOrders } from '../orders/order-records.ts'
import { headerName, type Order, type OrderAnswer } from '../protocol/orders.ts'
import { findHeldRefs } from '../guarded-unlocks/guarded-unlock-records.ts'
import { findMessageRefs, type MessagesToRead } from '../quarantine/quarantine-list-records.ts'

const asking = { withSubjects: z.boolean(), reason: z.string().trim().min(1).max(2000) }

const held = z.strictObject({ guardedUnlockId: z.uuid(), ...asking })
export const heldHeadersInput = held.omit({ withSubjects: true })

/** Of mails in quarantine by id, or of what a running watch holds. */
export const readHeadersInput = z.union([z.strictObject({ ids: z.array(z.string().regex(/^\d{1,19}$/)).min(1).max(50), ...asking }), held])
export type ReadHeadersInput = z.infer<typeof readHeadersInput>
export type ReadHeaders = { id: string; headers: Record<string, string> }[]

/** Gives the client of one host; the caller closes nothing. */
export type ClientOf = (hostId: number) => Promise<AgentClient>

const PLAIN = headerName.options.filter((name) => name !== 'subject')

/**
 * Reads headers of held mail from the host, for these eyes only: they are handed on and never stored. Before the host
 * is asked the change row stands, which the customer can see. Subjects take the right for it, whatever the caller checked.
 *
 * @throws AppError `not-allowed` without the right, `conflict` when the mails lie on several hosts or of several accounts
 */
export async function readHeaders(doing: Doing, clientOf: ClientOf, input: ReadHeadersInput): Promise<ReadHeaders> {
  const asked = readHeadersInput.parse(input)
  const { order, hostId } = await announce(doing, asked)
  const answer = await askOrFail(doing, await clientOf(hostId), order)
  await doing.db.$transaction((tx) => storeOrderAnswer(tx, order.id, answer, doing.now))
  if (answer.state !== 'done') throw new AppError('agent-refused', answer.error ?? `host ${hostId} did not read headers`)
  return answer.headers ?? []
}

/** Whoever cannot be asked leaves no order behind: nobody would be there to read a late answer. */
async function askOrFail({ db, now }: Doing, client: AgentClient, order: Order): Promise<OrderAnswer> {
  try {
    return await ask(client, order)
  } catch (error) {
    await db.$transaction((tx) => failOrder(tx, order.id, error instanceof Error ? error.message : String(error), now))
    throw new AppError('agent-unreachable', 'headers could not be read', { cause: error })
  }
}

const ASKS_MAX = 5

/** An agent that still works on it is asked again by id; each of its answers takes up to two seconds by itself. */
async function ask(client: AgentClient, order: Order): Promise<OrderAnswer> {
  let answer = await client.sendOrder(order)
  for (let asked = 1; answer.state === 'running' && asked < ASKS_MAX; asked += 1) {
    await wait(ASK_AGAIN_MS)
    answer = await client.readOrder(order.id)
  }
  if (answer.state === 'running') throw new Error('the host did not read the headers in time')
  return answer
}

const ASK_AGAIN_MS = 1000

async function announce({ db, now, actor }: Doing, asked: ReadHeadersInput): Promise<{ order: Order; hostId: number }> {
  const { withSubjects, reason } = asked
  if (actor.kind !== 'person') throw new AppError('not-allowed', 'only staff read headers')
  return db.$transaction(async (tx) => {
    const right = withSubjects ? 'unmask-subjects' : 'see-desk'
    if (!may({ roles: await findUserRoles(tx, actor.userId) }, right)) throw new AppError('not-allowed', `no right ${right} for user ${actor.userId}`)

    const found = onePlace('ids' in asked ? await findMessageRefs(tx, asked.ids.map(BigInt)) : await findHeldRefs(tx, asked.guardedUnlockId))
    const order: Order = { id: randomUUID(), verb: 'read-headers', messages: found.refs, headers: withSubjects ? [...headerName.options] : PLAIN }
    const { id, ...body } = order
    // Given to the host here and not by a worker: the answer must not wait in the database. `notBefore` keeps workers away.
    await writeOrders(tx, [{ id, hostId: found.hostId, body, now, reason, userId: actor.userId, notBefore: NEVER }])
    await recordChange(tx, {
      kind: 'headers-read', at: now, actor, reason, hostId: found.hostId, accountId: found.accountId, customerId: found.customerId, lockId: found.lockId, orderId: id,
      evidence: { messages: found.refs.length, withSubjects },
    })
    await recordAudit(tx, { at: now, actor, action: 'headers: read', subject: `account ${found.accountId}`, reason, after: { order: id, messages: found.refs.length, withSubjects } })
    return { order, hostId: found.hostId }
  })
}

const NEVER = new Date('9999-01-01T00:00:00Z')

function onePlace(found: MessagesToRead[]): MessagesToRead {
  const [first, ...others] = found
  if (!first) throw new AppError('not-found', 'none of these mails is held')
  if (others.length > 0) throw new AppError('conflict', 'mails of several hosts or accounts', { userMessageKey: 'errors.quarantine.several-places' })
  return first
}
