import { holdAccount } from '../accounts/account-records.ts'
import type { By } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import type { EventOf } from '../protocol/events.ts'
import { lastTimeInState } from '../audit/change-records.ts'
import { recordLockChange } from '../relay-locks/apply-lock-move.ts'
import { adoptAgentLockId, findOpenLock, isAgentLockAdopted, type HeldLock } from '../relay-locks/relay-lock-records.ts'
import type { LockEvidence } from '../relay-locks/relay-lock.ts'
import { openLock } from './open-lock.ts'
import { relapse } from './relapse.ts'
import { wishLockedEverywhere } from './wish-relay.ts'

/**
 * A host locked an account by itself. The desk takes the lock over: a new lock on all hosts with ticket and incident,
 * or, when the account is locked already, one more agent lock under that. A burst after the answers were accepted is a
 * relapse, whether or not the unlock has begun: lock wins. The same agent lock told twice changes nothing.
 */
export async function adoptAgentLock(tx: Tx, by: By, host: { id: number; name: string }, event: EventOf<'lock-made'>): Promise<void> {
  const account = await holdAccount(tx, event.account, by.now)
  if (await isAgentLockAdopted(tx, event.agentLockId)) return

  const open = await findOpenLock(tx, account.id)
  if (open) return joinLock(tx, by, open, host, event)
  await openLock(tx, by, {
    account,
    lockedAt: new Date(event.inForceAt),
    origin: 'agent',
    originHostId: host.id,
    agentLockIds: [event.agentLockId],
    evidence: evidenceOf(event),
    reason: '',
  })
}

async function joinLock(tx: Tx, by: By, lock: HeldLock, host: { id: number }, event: EventOf<'lock-made'>): Promise<void> {
  await adoptAgentLockId(tx, lock.id, event.agentLockId)
  const { crossing, figures, excerpts, crossingQueueId } = event
  const evidence = { crossing, figures, excerpts, crossingQueueId }
  if (await isSinceAcceptance(tx, lock, new Date(event.crossedAt))) return relapse(tx, by, lock, { hostId: host.id, evidence })

  const hosts = await wishLockedEverywhere(tx, { account: lock.account.name, lockId: lock.id, now: by.now })
  await recordLockChange(tx, lock, lock.state, { ...by, hostId: host.id, evidence: { ...evidence, hosts } })
}

/**
 * A burst after the answers were accepted says that they were not true. One from before (a host that was silent tells
 * it late) is part of the old story.
 */
async function isSinceAcceptance(tx: Tx, lock: HeldLock, crossedAt: Date): Promise<boolean> {
  if (lock.state !== 'accepted' && lock.state !== 'guarded-unlock') return false
  const acceptedAt = await lastTimeInState(tx, lock.id, 'accepted')
  return acceptedAt !== null && crossedAt > acceptedAt
}

function evidenceOf(event: EventOf<'lock-made'>): LockEvidence {
  const { crossing, figures, excerpts, crossingQueueId, burstBeganAt, crossedAt, inForceAt } = event
  return { crossing, figures, excerpts, crossingQueueId, burstBeganAt, crossedAt, inForceAt }
}
