import type { QueuedMessage } from '../../protocol/messages.ts'
import { noteSweepComplete, sweepOf, type Sweep } from '../journal/journal-sweeps.ts'
import { errorText } from '../log.ts'
import { accountState, type AccountState, type Core } from './core.ts'
import { isLateOf } from './judge-watch.ts'
import { moveMessages, tellQuarantined } from './move-messages.ts'
import { tellTrouble, tellTroubleOver } from './tell-desk.ts'
import { sayTrouble } from '../../hosts/trouble-sentences.ts'

const MESSAGES_PER_ACT = 500
/** Rounds without a single message moved before the sweep waits for the next half minute. */
const IDLE_ROUNDS_MAX = 3

/**
 * Takes all mail of a locked account out of delivery, with the bounces our host made for it, until a look finds none
 * outside. Calls that come while one runs are answered by one more round, not by a second sweep.
 */
export function sweepAccount(core: Core, account: string): Promise<void> {
  const running = core.sweeping.get(account)
  if (running) {
    running.isAskedAgain = true
    return running.done
  }

  const mine = { isAskedAgain: false, done: Promise.resolve() }
  core.sweeping.set(account, mine)
  mine.done = core
    .queueTurn(account, async () => {
      do {
        mine.isAskedAgain = false
        await sweepUntilEmpty(core, account)
      } while (mine.isAskedAgain)
    })
    .finally(() => core.sweeping.delete(account))
  return mine.done
}

/** Sweeps where nobody waits for the outcome; a failure is told and tried again at the next look at the host. */
export function sweepInBackground(core: Core, account: string): void {
  core.background.run('sweep', async () => {
    try {
      await sweepAccount(core, account)
      tellTroubleOver(core, 'quarantine-failed')
    } catch (error) {
      tellTrouble(core, 'quarantine-failed', sayTrouble('quarantine-failed', { account, error: errorText(error) }))
    }
  })
}

/** What of the account's mail lies where it may still be delivered: his own and our bounces for it, not the door's. */
export async function findOutside(core: Core, account: string): Promise<QueuedMessage[]> {
  const found = await core.host.find({ account })
  const bounceIds = bouncesFor(core, account)
  const known = new Set(found.map((message) => message.id))
  const bounces = await findBounces(core, bounceIds.filter((id) => !known.has(id)))
  const state = accountState(core, account)
  return [...found, ...bounces.map((message) => asBounceOf(message, account, core))].filter(
    (message) => isOutside(message, state) && !isForDoor(core, message),
  )
}

async function sweepUntilEmpty(core: Core, account: string): Promise<void> {
  let idleRounds = 0
  while (idleRounds < IDLE_ROUNDS_MAX) {
    const sweep = sweepOf(core.journal, account)
    if (!sweep) return

    const outside = await findOutside(core, account)
    if (outside.length === 0) {
      completeSweep(core, sweep)
      return
    }
    if (sweep.isComplete) noteSweepComplete(core.journal, account, false)
    idleRounds = (await sweepRound(core, sweep, outside)) > 0 ? 0 : idleRounds + 1
  }
  throw new Error(`messages of ${account} stay outside quarantine`)
}

async function sweepRound(core: Core, sweep: Sweep, outside: QueuedMessage[]): Promise<number> {
  let moved = 0
  for (let from = 0; from < outside.length; from += MESSAGES_PER_ACT) {
    const { isComplete: _, ...purpose } = sweep
    const result = await moveMessages(core, 'quarantine', outside.slice(from, from + MESSAGES_PER_ACT), purpose)
    moved += result.moved.length + result.already.length
  }
  return moved
}

function completeSweep(core: Core, sweep: Sweep): void {
  if (sweep.isComplete) return
  core.journal.write(() => {
    noteSweepComplete(core.journal, sweep.account, true)
    const { isComplete: _, ...purpose } = sweep
    tellQuarantined(core, purpose, [], true)
  })
}

function isOutside(message: QueuedMessage, { watch, lastWatch }: AccountState): boolean {
  switch (message.place) {
    case 'incoming':
    case 'active':
    case 'deferred':
      return true
    case 'hold':
      // What no watch of ours held was held by somebody else; his hold is not ours to touch.
      return watch ? !watch.foreignHolds.includes(message.id) : lastWatch !== null && isLateOf(lastWatch, message)
    case 'quarantine':
      return false
  }
}

/** Mail to the door's addresses alone: a locked customer may always write there. */
function isForDoor(core: Core, message: QueuedMessage): boolean {
  if (message.recipients.length === 0 || message.parentId !== null) return false
  return message.recipients.every((recipient) => core.door.has(recipient.toLowerCase()))
}

function bouncesFor(core: Core, account: string): string[] {
  const ids: string[] = []
  for (const [id, live] of core.live) if (live.parentId !== null && live.account === account) ids.push(id)
  return ids
}

async function findBounces(core: Core, ids: string[]): Promise<QueuedMessage[]> {
  return ids.length === 0 ? [] : core.host.find({ ids })
}

function asBounceOf(message: QueuedMessage, account: string, core: Core): QueuedMessage {
  const parentId = message.parentId ?? core.live.get(message.id)?.parentId ?? null
  return { ...message, account, parentId, witnesses: message.witnesses.length > 0 ? message.witnesses : ['parent'] }
}
