import { randomUUID } from 'node:crypto'
import { refusedLately } from '../accounts/account-hour-records.ts'
import { recordChange } from '../audit/change-records.ts'
import type { Doing } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import { AppError } from '../errors.ts'
import { createGuardedUnlock, type PreCheck } from '../guarded-unlocks/guarded-unlock-records.ts'
import { startGuardedUnlockInput, termsForHost, type StartGuardedUnlockInput } from '../guarded-unlocks/guarded-unlock.ts'
import { findQueuedOfAccount } from '../hosts/host-reading-records.ts'
import { effectivePolicy } from '../policies/policy-records.ts'
import type { GuardedUnlockTerms } from '../policies/policy.ts'
import { applyLockMove, linksOfLock } from '../relay-locks/apply-lock-move.ts'
import type { HeldLock } from '../relay-locks/relay-lock-records.ts'
import { transact } from '../transact.ts'
import { chooseWatchHost, type WatchHost } from './choose-watch-host.ts'
import { holdLockOrRefuse, refuseMove } from './held-lock.ts'
import { wishWatchedOn } from './wish-relay.ts'

/**
 * Begins the guarded unlock: one host will let the account send and hold every mail, all others stay locked. Written
 * down before any host is told; the host ends it by itself, also when the desk is away.
 *
 * @throws AppError `conflict` when the answers are not accepted, a second person's word is missing, the host is silent
 */
export async function startGuardedUnlock(doing: Doing, input: StartGuardedUnlockInput): Promise<{ guardedUnlockId: string }> {
  const { lockId, host: hostName, reason } = startGuardedUnlockInput.parse(input)
  const { now, actor } = doing
  if (actor.kind !== 'person') throw new AppError('not-allowed', 'only a person starts a guarded unlock')
  return transact(doing.db, async (tx) => {
    const lock = await holdLockOrRefuse(tx, lockId)
    const isApproved = lock.approvedById !== null && lock.approvedById !== actor.userId
    const move = { act: 'start-guarded-unlock', needsSecondPerson: lock.needsSecondPerson, isApproved } as const
    const host = await chooseWatchHost(tx, lock, hostName)
    const decision = await applyLockMove(tx, lock, move, { now, actor, reason, hostId: host.id })
    if (!decision.ok) refuseMove(lock, decision.why)

    const { guardedUnlock } = await effectivePolicy(tx, lock.account.customerId)
    const terms = termsForHost(guardedUnlock, host.capabilities)
    const guardedUnlockId = randomUUID()
    const preCheck = await checkBefore(tx, lock, host, now)
    await createGuardedUnlock(tx, { id: guardedUnlockId, lockId, hostId: host.id, startedById: actor.userId, startedAt: now, reason, terms, preCheck })
    await tellStart(tx, doing, lock, host, guardedUnlockId, terms)
    return { guardedUnlockId }
  })
}

async function tellStart(tx: Tx, { now, actor }: Doing, lock: HeldLock, host: WatchHost, guardedUnlockId: string, terms: GuardedUnlockTerms): Promise<void> {
  await wishWatchedOn(tx, host.id, lock.account.name, { state: 'watched', lockId: lock.id, guardedUnlockId, ...terms, lifts: lock.agentLockIds }, now)
  const { watchSeconds, mailsMax } = terms
  await recordChange(tx, {
    kind: 'guarded-unlock', at: now, actor, from: null, to: 'watch-wanted', hostId: host.id, ...linksOfLock(lock),
    evidence: { guardedUnlockId, terms: { watchSeconds, mailsMax } },
  })
}

/** What still lies queued of the account and whether it still tries to send, as last told; kept with the procedure. */
async function checkBefore(tx: Tx, lock: HeldLock, host: WatchHost, now: Date): Promise<PreCheck> {
  const queued = await findQueuedOfAccount(tx, host.id, lock.account.name)
  const refused = await refusedLately(tx, lock.account.id, now)
  return {
    queued: queued?.messages ?? null,
    queueReadAt: queued?.readAt.toISOString() ?? null,
    refusedLately: refused.refused,
    lastRefusedHour: refused.lastHour?.toISOString() ?? null,
  }
}
