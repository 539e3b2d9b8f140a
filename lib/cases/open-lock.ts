import { randomUUID } from 'node:crypto'
import type { AccountRow } from '../accounts/account-records.ts'
import { recordAudit } from '../audit/audit-records.ts'
import { recordChange } from '../audit/change-records.ts'
import type { By } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import { openOrJoinIncident, relayAbuseCause } from '../incidents/open-or-join-incident.ts'
import { queueNotice } from '../notices/queue-notice.ts'
import { effectivePolicy } from '../policies/policy-records.ts'
import { setLockOfBatches } from '../quarantine/quarantine-records.ts'
import { createLock, earlierLocks, holdLock, type HeldLock } from '../relay-locks/relay-lock-records.ts'
import { linksOfLock } from '../relay-locks/apply-lock-move.ts'
import { isRepeatOffender, type LockEvidence } from '../relay-locks/relay-lock.ts'
import { openTicket } from '../tickets/open-ticket.ts'
import { QUESTIONS } from '../tickets/ticket.ts'
import { wishLockedEverywhere } from './wish-relay.ts'

export type LockOpening = {
  account: AccountRow
  lockedAt: Date
  origin: 'agent' | 'person'
  originHostId: number | null
  agentLockIds: string[]
  evidence: LockEvidence
  reason: string
}

/**
 * Begins a relay lock of an account that is held (`holdAccount`) and has no open one: the lock, its incident, its
 * ticket with the first notice, and the wish on every host. A lock after an earlier one is linked to it.
 */
export async function openLock(tx: Tx, by: By, opening: LockOpening): Promise<HeldLock> {
  const { account } = opening
  const earlier = await earlierLocks(tx, account.id)
  const incident = await openOrJoinIncident(tx, {
    kind: 'relay-abuse', causeKey: relayAbuseCause(account), at: opening.lockedAt, actor: by.actor,
    hostId: opening.originHostId, accountId: account.id, customerId: account.customerId,
  })

  const id = randomUUID()
  const { account: _account, ...kept } = opening
  await createLock(tx, {
    ...kept, id, accountId: account.id, incidentId: incident.id,
    previousLockId: earlier[0]?.id ?? null,
    needsSecondPerson: isRepeatOffender(earlier, opening.lockedAt),
  })
  await setLockOfBatches(tx, account.id, id)
  const hosts = await wishLockedEverywhere(tx, { account: account.name, lockId: id, now: by.now })
  const ticket = await openTicket(tx, { lockId: id, customerId: account.customerId, ...by })
  const lock = await heldLockOf(tx, id)
  await announce(tx, by, lock, opening, hosts)
  await tellCustomer(tx, by, ticket.id, account.customerId)
  return lock
}

/** The three questions go out at once unless the policy wants a person to look first. */
async function tellCustomer(tx: Tx, by: By, ticketId: number, customerId: number | null): Promise<void> {
  const { notices } = await effectivePolicy(tx, customerId)
  if (notices === 'automatic') await queueNotice(tx, { ticketId, kind: 'three-questions', questions: [...QUESTIONS], ...by })
}

async function announce(tx: Tx, by: By, lock: HeldLock, opening: LockOpening, hosts: string[]): Promise<void> {
  const { crossing, figures, excerpts, crossingQueueId } = opening.evidence
  await recordChange(tx, {
    kind: 'relay-lock', at: by.now, actor: by.actor, from: null, to: 'locked', reason: opening.reason,
    hostId: opening.originHostId, ...linksOfLock(lock),
    evidence: { crossing: crossing ?? undefined, figures: figures ?? undefined, excerpts, crossingQueueId, hosts },
  })
  await recordAudit(tx, {
    at: by.now, actor: by.actor, action: 'relay lock: lock', subject: `lock ${lock.id} of ${lock.account.name}`,
    reason: opening.reason, after: { state: 'locked', hosts },
  })
}

async function heldLockOf(tx: Tx, id: string): Promise<HeldLock> {
  const lock = await holdLock(tx, id)
  if (!lock) throw new Error(`lock ${id} was written and is not there`)
  return lock
}
