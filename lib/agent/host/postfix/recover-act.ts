import * as z from 'zod'
import { messageKey, messageRef, type MessageRef, type MoveResult } from '../../../protocol/messages.ts'
import type { UnfinishedAct } from '../mail-host.ts'
import { lookAtMessages } from './look-at-messages.ts'
import { deleteMessages, quarantineMessages, releaseMessages, type MoveContext } from './move-messages.ts'

const noted = z.strictObject({ messages: z.array(messageRef) })

/**
 * Finishes an act that a crash cut short. Every step of Postfix is one rename per message, so a message is in exactly
 * one place at any instant; what is left to do is to bring all of those noted to the act's end. A message that is out
 * of the queue was let go before the crash and has been delivered, or deleted, since: it counts as moved.
 */
export async function recoverAct(context: MoveContext, { act, verb, steps }: UnfinishedAct): Promise<MoveResult> {
  const refs = notedMessages(steps)
  if (refs.length === 0) return { moved: [], already: [], failed: [] }

  switch (verb) {
    case 'quarantine':
      return countAsMoved(await quarantineMessages(context, act, refs), 'already')
    case 'release':
      return finishLettingGo(context, refs, (rest) => releaseMessages(context, act, rest))
    case 'delete':
      return finishLettingGo(context, refs, (rest) => deleteMessages(context, act, rest))
  }
}

async function finishLettingGo(
  context: MoveContext,
  refs: MessageRef[],
  finish: (rest: MessageRef[]) => Promise<MoveResult>,
): Promise<MoveResult> {
  const gone = (await lookAtMessages(context, refs)).filter(({ state }) => state === 'gone').map(({ ref }) => ref)
  context.ours.remove(gone.map(messageKey))
  const result = countAsMoved(await finish(refs.filter((ref) => !gone.includes(ref))), 'already')
  return { ...result, moved: [...gone.map(({ id }) => id), ...result.moved] }
}

/** What stands at its end already was brought there by the act itself, before the crash. */
function countAsMoved(result: MoveResult, list: 'already'): MoveResult {
  return { moved: [...result.moved, ...result[list]], already: [], failed: result.failed }
}

function notedMessages(steps: UnfinishedAct['steps']): MessageRef[] {
  const refs = new Map<string, MessageRef>()
  for (const { data } of steps) {
    for (const ref of noted.parse(data).messages) refs.set(ref.id, ref)
  }
  return [...refs.values()]
}
