import * as z from 'zod'
import { messageKey, messageRef, type MessageRef, type MoveResult } from '../../../protocol/messages.ts'
import type { UnfinishedAct } from '../mail-host.ts'
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

/**
 * The killed process's postsuper may still be at work, so a message may be let go between our two looks: one that was
 * noted, and is not found any more, went the way it was meant to go.
 */
async function finishLettingGo(
  context: MoveContext,
  refs: MessageRef[],
  finish: (rest: MessageRef[]) => Promise<MoveResult>,
): Promise<MoveResult> {
  const result = countAsMoved(await finish(refs), 'already')
  const gone = new Set(result.failed.filter(({ reason }) => reason === 'not-found').map(({ id }) => id))
  context.ours.remove(refs.filter(({ id }) => gone.has(id)).map(messageKey))
  return { moved: [...result.moved, ...gone], already: [], failed: result.failed.filter(({ id }) => !gone.has(id)) }
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
