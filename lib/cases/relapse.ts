import type { ChangeEvidence } from '../audit/change.ts'
import type { By } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import { endGuardedUnlocksOfLock } from '../guarded-unlocks/guarded-unlock-records.ts'
import { applyLockMove } from '../relay-locks/apply-lock-move.ts'
import { countRelapse, type HeldLock } from '../relay-locks/relay-lock-records.ts'
import { wishLockedEverywhere } from './wish-relay.ts'

export type RelapseCause = { hostId: number; evidence: ChangeEvidence<'relay-lock'> }

/**
 * What the customer said of his queue was not so: locked again on every host, question 3 sent back, the customer told.
 * A relapse also takes back a second person's approval.
 */
export async function relapse(tx: Tx, by: By, lock: HeldLock, cause: RelapseCause): Promise<void> {
  await endGuardedUnlocksOfLock(tx, lock.id, 'locked-again', by.now)
  const hosts = await wishLockedEverywhere(tx, { account: lock.account.name, lockId: lock.id, now: by.now })
  await applyLockMove(tx, lock, { act: 'relapse' }, { ...by, hostId: cause.hostId, evidence: { ...cause.evidence, hosts } })
  await countRelapse(tx, lock.id, by.now)
}
