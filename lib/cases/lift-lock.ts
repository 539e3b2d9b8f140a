import { may } from '../access/permissions.ts'
import { findUserRoles } from '../access/users-records.ts'
import type { By, Doing } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import { AppError } from '../errors.ts'
import { endGuardedUnlocksOfLock } from '../guarded-unlocks/guarded-unlock-records.ts'
import { findCustomerPolicy } from '../policies/policy-records.ts'
import type { Limits } from '../protocol/limits.ts'
import { whereSelection } from '../quarantine/message-where.ts'
import { countSelected } from '../quarantine/quarantine-act-records.ts'
import { applyLockMove } from '../relay-locks/apply-lock-move.ts'
import type { HeldLock } from '../relay-locks/relay-lock-records.ts'
import { liftLockInput, type LiftLockInput } from '../relay-locks/relay-lock.ts'
import { transact } from '../transact.ts'
import { actOnMessages } from './act-on-messages.ts'
import { closeLockStory } from './close-lock-story.ts'
import { holdLockOrRefuse, refuseMove } from './held-lock.ts'
import { saveCustomerPolicy } from './save-policy.ts'
import { wishOpenEverywhere } from './wish-relay.ts'

/**
 * It was a false alarm: the account sends again through every host, the customer is told why, his limits are raised if
 * wanted, and quarantined mail goes out if wanted.
 *
 * @throws AppError `not-allowed` when limits are given by somebody without the right to change them
 */
export async function liftLock(doing: Doing, input: LiftLockInput): Promise<void> {
  const { lockId, reason, limits, quarantined } = liftLockInput.parse(input)
  const by = { now: doing.now, actor: doing.actor }
  await transact(doing.db, async (tx) => {
    const lock = await holdLockOrRefuse(tx, lockId)
    const decision = await applyLockMove(tx, lock, { act: 'lift', reason }, { ...by, reason })
    if (!decision.ok) refuseMove(lock, decision.why)

    await endGuardedUnlocksOfLock(tx, lockId, 'cancelled', by.now)
    if (limits) await raiseLimits(tx, by, lock, limits, reason)
    await wishOpenEverywhere(tx, { account: lock.account.name, lifts: lock.agentLockIds, now: by.now })
    if (quarantined === 'release') await releaseAll(tx, by, lock, reason)
    await closeLockStory(tx, by, lock, { notice: 'lifted', remark: reason })
  })
}

/** All that still lies in quarantine of the account, paced and undoable like every release. */
async function releaseAll(tx: Tx, by: By, lock: HeldLock, reason: string): Promise<void> {
  const selection = { filter: { account: lock.account.name }, except: [] }
  const expected = await countSelected(tx, whereSelection(selection))
  if (expected > 0) await actOnMessages(tx, by, 'release', { selection, expected, reason, confirmation: String(expected) })
}

async function raiseLimits(tx: Tx, by: By, lock: HeldLock, limits: Limits, reason: string): Promise<void> {
  await mayChangeLimits(tx, by)
  const { customerId } = lock.account
  const customer = customerId === null ? null : await tx.customer.findUnique({ where: { id: customerId }, select: { id: true, number: true } })
  if (!customer) throw new AppError('conflict', 'limits need a customer', { userMessageKey: 'errors.no-customer' })
  const own = (await findCustomerPolicy(tx, customer.id)) ?? {}
  await saveCustomerPolicy(tx, by, customer, { ...own, limits }, reason)
}

/** Whoever lifts a lock need not be one who changes limits. */
async function mayChangeLimits(tx: Tx, { actor }: By): Promise<void> {
  if (actor.kind === 'person' && may({ roles: await findUserRoles(tx, actor.userId) }, 'change-limits')) return
  throw new AppError('not-allowed', 'no right change-limits', { userMessageKey: 'locks.needs-lead' })
}
