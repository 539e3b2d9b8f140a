import type { ChangeEvidence } from '../audit/change.ts'
import { recordChange } from '../audit/change-records.ts'
import type { By } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import {
  endGuardedUnlock, findGuardedUnlock, setWatching, storeWatchOutcome, storeWatchProgress, type GuardedUnlockRow,
} from '../guarded-unlocks/guarded-unlock-records.ts'
import type { GuardedUnlockStep } from '../guarded-unlocks/guarded-unlock.ts'
import type { EventOf } from '../protocol/events.ts'
import { linksOfLock } from '../relay-locks/apply-lock-move.ts'
import { adoptAgentLockId, holdLock, type HeldLock } from '../relay-locks/relay-lock-records.ts'
import { openAfterWatch } from './open-after-watch.ts'
import { relapse } from './relapse.ts'

type Host = { id: number }

/** The host says that the watch is in force: from now on mail is accepted and held there. */
export async function recordWatchBegan(tx: Tx, by: By, host: Host, event: EventOf<'watch-began'>): Promise<void> {
  const found = await holdWatch(tx, event.guardedUnlockId)
  if (!found || found.unlock.step !== 'watch-wanted') return
  await setWatching(tx, found.unlock.id, { beganAt: by.now, until: new Date(event.until) })
  await recordStep(tx, by, host, found, 'watching', {})
}

/** Running figures: replaced, not added to; the page's meter is told by a notice of its own, without a change row a second. */
export async function recordWatchProgress(tx: Tx, by: By, event: EventOf<'watch-progress'>): Promise<void> {
  await storeWatchProgress(tx, event, by.now)
  await tx.$executeRaw`
    SELECT pg_notify('relayward_change', json_build_object('kind', 'guarded-unlock', 'hostId', u."hostId", 'lockId', u."lockId",
      'accountId', l."accountId", 'ticketId', t.id)::text)
    FROM "GuardedUnlock" u JOIN "RelayLock" l ON l.id = u."lockId" LEFT JOIN "Ticket" t ON t."lockId" = l.id
    WHERE u.id = ${event.guardedUnlockId}::uuid`
}

/**
 * The host ended the watch by itself. Clean: open everywhere. A breach: a relapse. When the desk decided otherwise
 * meanwhile (locked again, lifted), only the figures are kept: what the desk wants is on its way to the host.
 */
export async function recordWatchEnded(tx: Tx, by: By, host: Host, event: EventOf<'watch-ended'>): Promise<void> {
  const found = await holdWatch(tx, event.guardedUnlockId)
  if (!found) return
  await storeWatchOutcome(tx, event, by.now)
  if (event.agentLockId) await adoptAgentLockId(tx, found.lock.id, event.agentLockId)

  const step = stepAfter(event.outcome)
  if (!(await endGuardedUnlock(tx, found.unlock.id, step, by.now))) return
  const { figures, breach, released, quarantined, left, excerpts } = event
  await recordStep(tx, by, host, found, step, { figures, breach, released, quarantined, left, excerpts })
  if (step === 'opened') return openAfterWatch(tx, by, found.lock, host)
  await relapse(tx, by, found.lock, { hostId: host.id, watch: { ended: event, beganAt: found.unlock.watchBeganAt ?? found.unlock.startedAt } })
}

/** A watch that a host broke off without the desk's word is no clean one: lock wins. */
function stepAfter(outcome: EventOf<'watch-ended'>['outcome']): GuardedUnlockStep {
  switch (outcome) {
    case 'clean':
      return 'opened'
    case 'breach':
    case 'cancelled':
      return 'locked-again'
  }
}

type Watch = { unlock: GuardedUnlockRow; lock: HeldLock }

/** The lock first, then the procedure: whoever else moves this lock has finished when the step is read. */
async function holdWatch(tx: Tx, id: string): Promise<Watch | null> {
  const before = await findGuardedUnlock(tx, id)
  const lock = before && (await holdLock(tx, before.lockId))
  const unlock = lock && (await findGuardedUnlock(tx, id))
  return lock && unlock ? { lock, unlock } : null
}

async function recordStep(tx: Tx, by: By, host: Host, { unlock, lock }: Watch, to: GuardedUnlockStep, evidence: Omit<ChangeEvidence<'guarded-unlock'>, 'guardedUnlockId'>): Promise<void> {
  await recordChange(tx, {
    kind: 'guarded-unlock', at: by.now, actor: by.actor, from: unlock.step, to, hostId: host.id, ...linksOfLock(lock),
    evidence: { guardedUnlockId: unlock.id, ...evidence },
  })
}
