import type { QueuedMessage, MessageRef, MoveFailure, MoveResult } from '../../protocol/messages.ts'
import type { Order, OrderAnswer } from '../../protocol/orders.ts'
import type { ActPurpose, MoveVerb } from '../journal/journal-acts.ts'
import { oursById, type OurState } from '../journal/journal-messages.ts'
import { saveSweep } from '../journal/journal-sweeps.ts'
import { accountState, type Core } from './core.ts'
import { moveMessages, tellQuarantined } from './move-messages.ts'
import { readHost } from './read-host.ts'
import { findOutside, sweepAccount } from './sweep-account.ts'

type Done = Pick<OrderAnswer, 'result' | 'found' | 'headers'>
type OrderOf<V extends Order['verb']> = Extract<Order, { verb: V }>

const MESSAGES_PER_ACT = 500

/** Does what an order asks and answers with a fresh reading. Safe to repeat after a crash. Throws when the host fails. */
export async function carryOutOrder(core: Core, order: Order): Promise<OrderAnswer> {
  const done = await carryOut(core, order)
  return { id: order.id, state: 'done', at: core.now().toISOString(), ...done, reading: await readHost(core) }
}

function carryOut(core: Core, order: Order): Promise<Done> {
  switch (order.verb) {
    case 'find':
      return findMessages(core, order)
    case 'quarantine':
      return quarantineAccount(core, order)
    case 'quarantine-messages':
      return moveNamed(core, 'quarantine', order.messages, purposeOf(order.batchId, order.account))
    case 'release':
      return moveNamed(core, 'release', order.messages, purposeOf(order.batchId, null))
    case 'delete':
      return moveNamed(core, 'delete', order.messages, purposeOf(order.batchId, null))
    case 'retry':
      return retryMessages(core, order)
    case 'read-headers':
      return readHeaders(core, order)
  }
}

async function findMessages(core: Core, order: OrderOf<'find'>): Promise<Done> {
  return { found: await core.host.find({ account: order.account }) }
}

/** All of the account's mail. While it is locked, mail that still arrives goes into the same batch. */
async function quarantineAccount(core: Core, order: OrderOf<'quarantine'>): Promise<Done> {
  const state = accountState(core, order.account)
  if (state.relay === 'locked') {
    const sweep = { account: order.account, batchId: order.batchId, cause: 'order' as const, agentLockId: null, guardedUnlockId: null }
    saveSweep(core.journal, sweep)
    state.isSwept = true
    await sweepAccount(core, order.account)
    return { result: batchResult(core, order.batchId) }
  }
  const purpose = purposeOf(order.batchId, order.account)
  await core.queueTurn(order.account, async () => {
    const outside = await findOutside(core, order.account)
    for (let from = 0; from < outside.length; from += MESSAGES_PER_ACT) {
      await moveMessages(core, 'quarantine', outside.slice(from, from + MESSAGES_PER_ACT), purpose)
    }
    tellQuarantined(core, purpose, [], true)
  })
  return { result: batchResult(core, order.batchId) }
}

function batchResult(core: Core, batchId: string): MoveResult {
  const rows = core.journal.prepare("SELECT id FROM ours WHERE batch_id = ? AND state = 'quarantined'").all(batchId)
  return { moved: rows.map((row) => String(row.id)), already: [], failed: [] }
}

/** Messages named one by one: those that lie here as named are moved, those done before count as `already`. */
async function moveNamed(core: Core, verb: MoveVerb, refs: MessageRef[], purpose: ActPurpose): Promise<Done> {
  const { messages, failed } = await lookUp(core, refs)
  const mine = messages.filter((message) => purpose.account === null || isOf(core, message, purpose.account))
  const strangers = messages.filter((message) => !mine.includes(message)).map((message) => failure(message.id, 'not-ours'))
  const settled = failed.filter((one) => one.reason === 'not-found' && isDone(core, verb, one.id))
  const moved = await core.queueTurn(purpose.account ?? '', () => moveMessages(core, verb, mine, purpose))
  return {
    result: {
      moved: moved.moved,
      already: [...moved.already, ...settled.map((one) => one.id)],
      failed: [...moved.failed, ...strangers, ...failed.filter((one) => !settled.includes(one))],
    },
  }
}

async function retryMessages(core: Core, order: OrderOf<'retry'>): Promise<Done> {
  const { messages, failed } = await lookUp(core, order.messages)
  const refs = order.messages.filter((ref) => messages.some((message) => message.id === ref.id))
  const result = refs.length > 0 ? await core.host.retry(refs) : { moved: [], already: [], failed: [] }
  return { result: { ...result, failed: [...result.failed, ...failed] } }
}

async function readHeaders(core: Core, order: OrderOf<'read-headers'>): Promise<Done> {
  const { messages, failed } = await lookUp(core, order.messages)
  const read = messages.length > 0 ? await core.host.readHeaders(messages.map((message) => message.id), order.headers) : new Map()
  return {
    headers: [...read].map(([id, headers]) => ({ id, headers })),
    result: { moved: [], already: [], failed },
  }
}

/** The messages as they lie here; queue ids are reused, so sender, size and arrival must be those that were named. */
async function lookUp(core: Core, refs: MessageRef[]): Promise<{ messages: QueuedMessage[]; failed: MoveFailure[] }> {
  const unique = [...new Map(refs.map((ref) => [ref.id, ref])).values()]
  const found = new Map((await core.host.find({ ids: unique.map((ref) => ref.id) })).map((message) => [message.id, message]))
  const messages: QueuedMessage[] = []
  const failed: MoveFailure[] = []
  for (const ref of unique) {
    const message = found.get(ref.id)
    if (!message) failed.push(failure(ref.id, 'not-found'))
    else if (!isSame(ref, message)) failed.push(failure(ref.id, 'changed'))
    else messages.push(message)
  }
  return { messages, failed }
}

function isSame(ref: MessageRef, message: QueuedMessage): boolean {
  const isSameTime = Math.floor(Date.parse(ref.arrivedAt) / 1000) === Math.floor(Date.parse(message.arrivedAt) / 1000)
  return isSameTime && ref.sender === message.sender && ref.size === message.size
}

function isOf(core: Core, message: QueuedMessage, account: string): boolean {
  return message.account === account || core.live.get(message.id)?.account === account
}

function isDone(core: Core, verb: MoveVerb, id: string): boolean {
  const done: Record<MoveVerb, OurState[]> = { quarantine: ['quarantined'], release: ['released', 'ended'], delete: ['deleted'] }
  return oursById(core.journal, id).some((ours) => done[verb].includes(ours.state))
}

function failure(id: string, reason: MoveFailure['reason']): MoveFailure {
  return { id, reason }
}

function purposeOf(batchId: string, account: string | null): ActPurpose {
  return { account, batchId, cause: 'order', agentLockId: null, guardedUnlockId: null }
}
