import type { By } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import { findTightLimits } from '../guarded-unlocks/watch-records.ts'
import { applyLockMove } from '../relay-locks/apply-lock-move.ts'
import type { HeldLock } from '../relay-locks/relay-lock-records.ts'
import { closeLockStory } from './close-lock-story.ts'
import { wishOpenEverywhere } from './wish-relay.ts'

/**
 * The watch ended clean: the account may send through every host again, under tight limits for a while, the customer is
 * told, the ticket is closed.
 */
export async function openAfterWatch(tx: Tx, by: By, lock: HeldLock, host: { id: number }): Promise<void> {
  const decision = await applyLockMove(tx, lock, { act: 'opened' }, { ...by, hostId: host.id })
  if (!decision.ok) return
  const found = await findTightLimits(tx, lock.id, by.now)
  const tight = found ? { limits: found.limits, until: found.until.toISOString() } : undefined
  await wishOpenEverywhere(tx, { account: lock.account.name, lifts: lock.agentLockIds, tight, now: by.now })
  await closeLockStory(tx, by, lock, { notice: 'opened', remark: '' })
}
