import { setTimeout as sleep } from 'node:timers/promises'
import { messageKey, type MessageRef, type MoveResult } from '../../../protocol/messages.ts'
import type { Act } from '../mail-host.ts'
import { waitForDeliveries } from './deliveries-in-hand.ts'
import { locateMessages } from './find-in-queue.ts'
import type { LogMemory } from './log-memory.ts'
import { lookAtMessages, type Look } from './look-at-messages.ts'
import type { Ours } from './ours.ts'
import type { PostfixInstance } from './postfix-options.ts'
import { postsuper, wakeMessages } from './run-postsuper.ts'

export type MoveContext = { instance: PostfixInstance; ours: Ours; memory: LogMemory; now: () => Date }

/** How often a message that keeps moving between queues is tried again. */
const PASSES = 5

/**
 * Puts messages on our hold: noted, recorded as ours, held, looked at again; as long as one of them is met outside
 * hold, at most five passes. What a watch already holds is only recorded. A message whose last recipient was served
 * while it was taken is `delivered-meanwhile`; its empty rest is let go, and the queue manager told to take it away.
 */
export async function quarantineMessages(context: MoveContext, act: Act, refs: MessageRef[]): Promise<MoveResult> {
  const { instance, ours } = context
  const first = await lookAtMessages(context, refs)
  const already = new Set(first.filter((look) => look.state === 'ours' && ours.has(messageKey(look.ref))).map(idOf))
  const foreign = new Set(first.filter(({ state }) => state === 'foreign').map(idOf))
  const mine = first.map(({ ref }) => ref).filter(({ id }) => !foreign.has(id) && !already.has(id))

  let looks = first.filter(({ ref }) => mine.includes(ref))
  for (let pass = 0; pass < PASSES; pass++) {
    const toHold = looks.filter((look) => look.state === 'queued' && !look.isDone)
    const toRecord = looks.filter((look) => look.state === 'ours' && !ours.has(messageKey(look.ref)))
    if (toHold.length + toRecord.length === 0) break

    act.note('hold', { messages: [...toHold, ...toRecord].map(({ ref }) => ref) })
    ours.add([...toHold, ...toRecord].map(({ ref }) => messageKey(ref)))
    if (toHold.length > 0) await postsuper(instance, '-h', toHold.map(idOf))
    looks = await lookAtMessages(context, mine)
    await letGoOfStrangers(context, looks, toHold)
  }

  const result: MoveResult = { moved: [], already: [...already], failed: [...foreign].map((id) => ({ id, reason: 'not-ours' })) }
  for (const look of looks) settleHeld(context, look, result)
  await letEmptyGo(context, looks.filter(isEmptyRest))
  return result
}

/** An id that was reused between our look and the hold took a stranger's message: it goes back at once. */
async function letGoOfStrangers({ instance }: MoveContext, looks: Look[], held: Look[]): Promise<void> {
  const ids = new Set(held.map(idOf))
  const strangers = looks.filter((look) => look.state === 'changed' && ids.has(idOf(look)))
  if (strangers.length > 0) await postsuper(instance, '-H', strangers.map(idOf))
}

function settleHeld({ ours }: MoveContext, look: Look, result: MoveResult): void {
  const id = idOf(look)
  const giveUp = (reason: 'not-found' | 'changed' | 'delivered-meanwhile' | 'io-error' | 'not-ours', detail?: string) => {
    ours.remove([messageKey(look.ref)])
    result.failed.push(detail === undefined ? { id, reason } : { id, reason, detail })
  }
  switch (look.state) {
    case 'gone':
      return giveUp('not-found')
    case 'changed':
      return giveUp('changed')
    case 'foreign':
      return giveUp('not-ours')
    case 'queued':
      if (look.isDone) return giveUp('delivered-meanwhile')
      return giveUp('io-error', `postsuper did not put it on hold in ${PASSES} passes`)
    case 'ours':
      return isEmptyRest(look) ? giveUp('delivered-meanwhile') : void result.moved.push(id)
  }
}

function isEmptyRest(look: Look): boolean {
  return look.state === 'ours' && look.isDone
}

const EMPTY_GONE_WITHIN_MS = 3000

/**
 * Files whose last recipient was served while they were taken: let go and woken, or they would lie in the queue until
 * their next try, and be met and taken again at every look. The queue manager removes them as soon as it sees them.
 */
async function letEmptyGo({ instance }: MoveContext, looks: Look[]): Promise<void> {
  if (looks.length === 0) return
  const ids = looks.map(idOf)
  await postsuper(instance, '-H', ids)
  await wakeMessages(instance, [...(await locateMessages(instance, ids)).values()])
  const until = performance.now() + EMPTY_GONE_WITHIN_MS
  while ((await locateMessages(instance, ids)).size > 0 && performance.now() < until) await sleep(50)
}

/**
 * Gives messages on our hold back to delivery, unchanged, and wakes them. One that is older than the queue lifetime
 * would be bounced at once, so it is requeued: a new id and one Received line more. A delivery that began before the
 * hold and still runs is waited for, else its receiver would get the message twice.
 */
export async function releaseMessages(context: MoveContext, act: Act, refs: MessageRef[]): Promise<MoveResult> {
  const { instance, ours, now } = context
  const looks = await lookAtMessages(context, refs)
  const result: MoveResult = { moved: [], already: looks.filter(({ state }) => state === 'queued').map(idOf), failed: notReleasable(looks) }
  const held = looks.filter((look) => look.state === 'ours')
  const { free, busy } = await waitForDeliveries(held)
  for (const look of busy) result.failed.push({ id: idOf(look), reason: 'io-error', detail: 'a delivery of it is still running' })
  const tooOld = (look: (typeof held)[number]) =>
    now().getTime() - look.located.file.arrivedAt.getTime() >= instance.maximalQueueLifetimeSeconds * 1000

  await letGo(context, act, 'requeue', free.filter(tooOld), result)
  await letGo(context, act, 'release', free.filter((look) => !tooOld(look)), result)
  ours.remove([...result.moved, ...result.already].flatMap((id) => refs.filter((ref) => ref.id === id).map(messageKey)))
  return result
}

async function letGo(context: MoveContext, act: Act, step: 'release' | 'requeue', looks: Look[], result: MoveResult): Promise<void> {
  if (looks.length === 0) return
  const refs = looks.map(({ ref }) => ref)
  act.note(step, { messages: refs })
  await postsuper(context.instance, step === 'release' ? '-H' : '-r', refs.map(({ id }) => id))

  const after = await lookAtMessages(context, refs)
  const stillHeld = new Set(after.filter(({ state }) => state === 'ours' || state === 'foreign').map(idOf))
  for (const { id } of refs) {
    if (stillHeld.has(id)) result.failed.push({ id, reason: 'io-error', detail: 'postsuper left it on hold' })
    else result.moved.push(id)
  }
  act.note('wake', { messages: refs })
  await wakeMessages(context.instance, after.filter((look) => look.state === 'queued').map(({ located }) => located))
}

function notReleasable(looks: Look[]): MoveResult['failed'] {
  return looks.flatMap((look): MoveResult['failed'] => {
    if (look.state === 'gone') return [{ id: idOf(look), reason: 'not-found' }]
    if (look.state === 'changed') return [{ id: idOf(look), reason: 'changed' }]
    return look.state === 'foreign' ? [{ id: idOf(look), reason: 'not-ours' }] : []
  })
}

/** Deletes messages on our hold, without a bounce. One that is in delivery or on others' hold is `not-ours`. */
export async function deleteMessages(context: MoveContext, act: Act, refs: MessageRef[]): Promise<MoveResult> {
  const looks = await lookAtMessages(context, refs)
  const held = looks.filter(({ state }) => state === 'ours').map(({ ref }) => ref)
  const queued = looks.filter(({ state }) => state === 'queued').map((look) => ({ id: idOf(look), reason: 'not-ours' as const }))
  const result: MoveResult = { moved: [], already: [], failed: [...notReleasable(looks), ...queued] }
  if (held.length === 0) return result

  act.note('delete', { messages: held })
  await postsuper(context.instance, '-d', held.map(({ id }) => id), 'hold')
  for (const look of await lookAtMessages(context, held)) {
    if (look.state === 'gone' || look.state === 'changed') result.moved.push(idOf(look))
    else result.failed.push({ id: idOf(look), reason: 'io-error', detail: 'postsuper left it in the queue' })
  }
  context.ours.remove(held.filter(({ id }) => result.moved.includes(id)).map(messageKey))
  return result
}

/** Asks Postfix to try queued messages now. What is on hold stays there. */
export async function retryMessages(context: MoveContext, refs: MessageRef[]): Promise<MoveResult> {
  const looks = await lookAtMessages(context, refs)
  const queued = looks.filter((look) => look.state === 'queued').map(({ located }) => located)
  const held = looks.filter(({ state }) => state === 'ours').map((look) => ({ id: idOf(look), reason: 'not-ours' as const, detail: 'it is in quarantine' }))
  await wakeMessages(context.instance, queued)
  return { moved: queued.map(({ id }) => id), already: [], failed: [...notReleasable(looks), ...held] }
}

function idOf(look: Look): string {
  return look.ref.id
}
