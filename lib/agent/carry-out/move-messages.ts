import { messageKey, type MessageRef, type MoveResult, type QueuedMessage } from '../../protocol/messages.ts'
import type { Act } from '../host/mail-host.ts'
import { endAct, noteAct, noteActStep, unfinishedActs, type ActPurpose, type MoveVerb, type NotedAct } from '../journal/journal-acts.ts'
import { oursById, saveOurs } from '../journal/journal-messages.ts'
import type { Core } from './core.ts'
import { tell } from './tell-desk.ts'

const MESSAGES_PER_EVENT = 200

/**
 * Moves messages on the host, journal first: what shall be done is on stable storage before, and its outcome together
 * with the events about it after. Throws when the host fails; the act is then finished or undone by `recoverActs`.
 */
export async function moveMessages(core: Core, verb: MoveVerb, messages: QueuedMessage[], purpose: ActPurpose): Promise<MoveResult> {
  if (messages.length === 0) return { moved: [], already: [], failed: [] }
  const noted: NotedAct = { id: core.newId(), verb, purpose, messages }
  core.actsRunning.add(noted.id)
  try {
    noteAct(core.journal, noted)
    const act: Act = { id: noted.id, note: (step, data) => noteActStep(core.journal, noted.id, step, data) }
    const result = await core.host[verb](act, messages.map(refOf))
    settleAct(core, noted, result)
    return result
  } finally {
    core.actsRunning.delete(noted.id)
  }
}

/** Finishes or undoes acts that a crash or a failing host left. Throws the first failure; the others are tried too. */
export async function recoverActs(core: Core): Promise<void> {
  const failures: unknown[] = []
  for (const { noted, unfinished } of unfinishedActs(core.journal)) {
    if (core.actsRunning.has(noted.id)) continue
    try {
      settleAct(core, noted, await core.host.recover(unfinished))
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw new Error('an unfinished act could not be recovered', { cause: failures[0] })
}

export function refOf(message: QueuedMessage): MessageRef {
  return { id: message.id, sender: message.sender, size: message.size, arrivedAt: message.arrivedAt }
}

function settleAct(core: Core, noted: NotedAct, result: MoveResult): void {
  const done = new Set([...result.moved, ...result.already])
  const messages = noted.messages.filter((message) => done.has(message.id))
  core.journal.write(() => {
    switch (noted.verb) {
      case 'quarantine':
        settleQuarantined(core, noted.purpose, messages)
        break
      case 'release':
        settleReleased(core, noted.purpose, messages)
        break
      case 'delete':
        settleDeleted(core, noted.purpose, messages)
        break
    }
    endAct(core.journal, noted.id)
  })
}

function settleQuarantined(core: Core, purpose: ActPurpose, messages: QueuedMessage[]): void {
  const news = messages.filter((message) => !isOurs(core, message, 'quarantined'))
  for (const message of news) {
    saveOurs(core.journal, { ...message, place: 'quarantine' }, 'quarantined', owner(purpose, message), core.now())
    core.accounts.get(message.account ?? '')?.undeliverable.delete(message.id)
    core.tracked.delete(message.id)
    core.taken.add(message.id)
  }
  if (purpose.account === null || purpose.batchId === null) return
  for (let from = 0; from < news.length; from += MESSAGES_PER_EVENT) {
    tellQuarantined(core, purpose, news.slice(from, from + MESSAGES_PER_EVENT), false)
  }
}

/** Tells the desk what went into quarantine; an event without messages and `isComplete` ends a batch. */
export function tellQuarantined(core: Core, purpose: ActPurpose, messages: QueuedMessage[], isComplete: boolean): void {
  if (purpose.account === null || purpose.batchId === null) return
  tell(core, {
    kind: 'quarantined',
    batchId: purpose.batchId,
    account: purpose.account,
    cause: purpose.cause,
    agentLockId: purpose.agentLockId,
    guardedUnlockId: purpose.guardedUnlockId,
    messages: messages.map((message) => ({ ...message, place: 'quarantine' as const })),
    complete: isComplete,
  })
}

function settleReleased(core: Core, purpose: ActPurpose, messages: QueuedMessage[]): void {
  for (const message of messages) {
    if (isOurs(core, message, 'released')) continue
    saveOurs(core.journal, message, 'released', owner(purpose, message), core.now())
    core.taken.delete(message.id)
    core.tracked.set(message.id, messageKey(message))
    tell(core, { kind: 'fate', messageKey: messageKey(message), fate: 'queued-again', recipient: null, reply: null })
  }
}

function settleDeleted(core: Core, purpose: ActPurpose, messages: QueuedMessage[]): void {
  for (const message of messages) {
    if (isOurs(core, message, 'deleted')) continue
    saveOurs(core.journal, message, 'deleted', owner(purpose, message), core.now())
    core.taken.delete(message.id)
    tell(core, { kind: 'fate', messageKey: messageKey(message), fate: 'deleted', recipient: null, reply: null })
  }
}

function isOurs(core: Core, message: QueuedMessage, state: string): boolean {
  return oursById(core.journal, message.id).some((ours) => ours.key === messageKey(message) && ours.state === state)
}

function owner(purpose: ActPurpose, message: QueuedMessage) {
  return {
    account: purpose.account ?? message.account ?? '',
    batchId: purpose.batchId,
    guardedUnlockId: purpose.guardedUnlockId,
  }
}
