import { messageKey, type QueuedMessage } from '../../../protocol/messages.ts'
import { accountOfSaslName, type KnownMessages } from '../../logs/postfix-events.ts'
import type { Located } from './find-in-queue.ts'
import type { Ours } from './ours.ts'

/**
 * A located message as the protocol describes it. Whose it is: the SASL name in its queue file; else what the log said
 * of its id (local programs, requeued mail); else, for a bounce of ours, the account of the message it speaks of. Held
 * mail that is recorded as ours is in `quarantine`, all other in `hold`, also what a watch holds.
 */
export function attributeMessage(
  located: Located,
  known: KnownMessages,
  ours: Ours,
): QueuedMessage {
  const { id, queue, file } = located
  const arrivedAt = file.arrivedAt.toISOString()
  const owner = findOwner(located, known)
  const isQuarantined = queue === 'hold' && ours.has(messageKey({ id, arrivedAt }))

  return {
    id,
    account: owner.account,
    witnesses: owner.witness === null ? [] : [owner.witness],
    sender: file.sender,
    recipients: file.recipients,
    size: file.size,
    arrivedAt,
    place: isQuarantined ? 'quarantine' : queue,
    parentId: owner.parentId,
  }
}

/** True when only the log can tell whose message this is. */
export function needsLog({ id, file }: Located, known: KnownMessages): boolean {
  if (file.saslName !== null || file.clientAddress !== null) return false
  return known.accountOf(id, file.arrivedAt) === null && known.parentOf(id) === null
}

type Owner = { account: string | null; witness: 'sasl' | 'uid' | 'parent' | null; parentId: string | null }

function findOwner({ id, file }: Located, known: KnownMessages): Owner {
  const bySasl = accountOfSaslName(file.saslName)
  if (bySasl !== null) return { account: bySasl, witness: 'sasl', parentId: null }

  const parentId = file.sender === '' ? known.parentOf(id) : null
  if (parentId !== null) {
    const account = known.accountOf(parentId)
    return { account, witness: account === null ? null : 'parent', parentId }
  }
  const byLog = known.accountOf(id, file.arrivedAt)
  return { account: byLog, witness: byLog?.startsWith('uid:') ? 'uid' : byLog === null ? null : 'sasl', parentId: null }
}
