import * as z from 'zod'
import { messageRef, moveResult, type MessageRef, type MoveResult } from '../../../protocol/messages.ts'
import type { UnfinishedAct } from '../mail-host.ts'
import { deleteMessages, quarantineMessages, releaseMessages, type ActSources } from './queue-acts.ts'

const begun = z.object({ messages: z.array(messageRef) })
const ended = z.object({ result: moveResult })

/**
 * Finishes what a crash left. Every verb can be run again over the same messages: those that have moved are seen to
 * have moved, half a move is completed. When all had moved and only qmail-send was still down, it is started.
 */
export async function recoverAct(unfinished: UnfinishedAct, sources: ActSources): Promise<MoveResult> {
  const { act, verb, steps } = unfinished
  const start = ended.safeParse(steps.findLast(({ step }) => step === 'start')?.data)
  const first = begun.safeParse(steps[0]?.data)
  if (start.success) {
    await sources.stopper.resume()
    return start.data.result
  }
  if (!first.success) return { moved: [], already: [], failed: [] }
  return finish(verb, act, first.data.messages, sources)
}

async function finish(verb: UnfinishedAct['verb'], act: UnfinishedAct['act'], refs: MessageRef[], sources: ActSources): Promise<MoveResult> {
  switch (verb) {
    case 'quarantine':
      return asMoved(await quarantineMessages(act, refs, sources))
    case 'release':
      return asMoved(await releaseMessages(act, refs, sources))
    case 'delete':
      return asGone(await deleteMessages(act, refs, sources))
  }
}

/** What lies where the act wanted it was moved by this very act, before the crash. */
function asMoved({ moved, already, failed }: MoveResult): MoveResult {
  return { moved: [...moved, ...already], already: [], failed }
}

/** A message that is nowhere any more after a delete was deleted by it. */
function asGone({ moved, already, failed }: MoveResult): MoveResult {
  const gone = failed.filter(({ reason }) => reason === 'not-found').map(({ id }) => id)
  return { moved: [...moved, ...gone], already, failed: failed.filter(({ reason }) => reason !== 'not-found') }
}
