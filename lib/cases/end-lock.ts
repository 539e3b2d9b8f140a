import type { Doing } from '../audit/doing.ts'
import { endGuardedUnlocksOfLock } from '../guarded-unlocks/guarded-unlock-records.ts'
import { applyLockMove } from '../relay-locks/apply-lock-move.ts'
import { endLockInput, type EndLockInput } from '../relay-locks/relay-lock.ts'
import { transact } from '../transact.ts'
import { closeLockStory } from './close-lock-story.ts'
import { holdLockOrRefuse, refuseMove } from './held-lock.ts'
import { wishLockedEverywhere } from './wish-relay.ts'

/** The customer is given notice: the story is over and the account stays locked on every host. */
export async function endLock(doing: Doing, input: EndLockInput): Promise<void> {
  const { lockId, reason } = endLockInput.parse(input)
  const by = { now: doing.now, actor: doing.actor }
  await transact(doing.db, async (tx) => {
    const lock = await holdLockOrRefuse(tx, lockId)
    const decision = await applyLockMove(tx, lock, { act: 'end', reason }, { ...by, reason })
    if (!decision.ok) refuseMove(lock, decision.why)

    await endGuardedUnlocksOfLock(tx, lockId, 'cancelled', by.now)
    await wishLockedEverywhere(tx, { account: lock.account.name, lockId, now: by.now })
    await closeLockStory(tx, by, lock, { notice: 'ended', remark: reason })
  })
}
