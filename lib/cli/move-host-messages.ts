import { randomUUID } from 'node:crypto'
import type { Act, MailHost } from '../agent/host/mail-host.ts'
import { quarantineAccount } from '../agent/host/quarantine-account.ts'
import { messageRef, type MessageRef, type MoveResult, type QueuedMessage } from '../protocol/messages.ts'
import { WrongUse, type HostCall } from './host-arguments.ts'
import type { HostMemory } from './host-memory.ts'

export type MoveAnswer = MoveResult & { batch: string; dryRun?: true }
type MoveVerb = 'quarantine' | 'release' | 'delete'

/**
 * One act on messages, journaled, in a batch of its own unless one is named. Acts that were cut short before are
 * finished first. Throws `WrongUse` for a batch that is not known here.
 */
export async function moveHostMessages(host: MailHost, memory: HostMemory, verb: MoveVerb, call: HostCall, readIds: () => Promise<string[]>): Promise<MoveAnswer> {
  const batch = call.batch ?? randomUUID()
  const wanted = await findWanted(host, memory, verb, call, readIds)
  if (call['dry-run']) return { batch, ...foresee(verb, wanted), dryRun: true }

  for (const cut of memory.unfinished()) {
    await host.recover(cut)
    memory.forget(cut.act.id)
  }
  const act = memory.begin(randomUUID(), verb)
  if (verb === 'quarantine') memory.saveBatch(batch, wanted.found.map(plainRef))
  const result = verb === 'quarantine' && call.account !== undefined ? await sweep(host, act, call.account, memory, batch) : await host[verb](act, wanted.found)
  act.end()
  return { batch, ...result, failed: [...result.failed, ...wanted.missing] }
}

type Wanted = { found: (QueuedMessage | MessageRef)[]; missing: MoveResult['failed'] }

async function findWanted(host: MailHost, memory: HostMemory, verb: MoveVerb, call: HostCall, readIds: () => Promise<string[]>): Promise<Wanted> {
  if (call.account !== undefined) {
    const found = await host.find({ account: call.account })
    return { found: verb === 'quarantine' ? found : found.filter(({ place }) => place === 'quarantine' || place === 'hold'), missing: [] }
  }
  if (call.id !== undefined) {
    const ids = call.id === '-' ? await readIds() : call.id
    const found = await host.find({ ids })
    const known = new Set(found.map(({ id }) => id))
    return { found, missing: ids.filter((id) => !known.has(id)).map((id) => ({ id, reason: 'not-found' })) }
  }
  const messages = call.batch === undefined ? null : memory.readBatch(call.batch)
  if (!messages) throw new WrongUse(`batch ${call.batch ?? ''} is not known here`)
  return { found: messages, missing: [] }
}

/** The batch takes in what comes to light while sweeping, so that it can be released as a whole. */
async function sweep(host: MailHost, act: Act, account: string, memory: HostMemory, batch: string): Promise<MoveResult> {
  const result = await quarantineAccount(host, act, account)
  memory.saveBatch(batch, (await host.find({ ids: result.moved })).map(plainRef))
  return result
}

function foresee(verb: MoveVerb, { found, missing }: Wanted): MoveResult {
  const isThere = (message: QueuedMessage | MessageRef) => 'place' in message && message.place === 'quarantine'
  const atEnd = verb === 'quarantine' ? found.filter(isThere) : []
  return { moved: found.filter((message) => !atEnd.includes(message)).map(({ id }) => id), already: atEnd.map(({ id }) => id), failed: missing }
}

function plainRef({ id, sender, size, arrivedAt }: MessageRef): MessageRef {
  return messageRef.parse({ id, sender, size, arrivedAt })
}
