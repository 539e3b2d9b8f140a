import type { ChangeEvidence } from '../audit/change.ts'
import { recordChange } from '../audit/change-records.ts'
import type { By } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import {
  endGuardedUnlock, findGuardedUnlock, setWatching, storeWatchOutcome, storeWatchProgress, type GuardedUnlockRow,
} from '../guarded-unlocks/guarded-unlock-records.ts'
import { isGuardedUnlockOver, type GuardedUnlockStep } from '../guarded-unlocks/guarded-unlock.ts'
import type { EventOf } from '../protocol/events.ts'
import { linksOfLock } from '../relay-locks/apply-lock-move.ts'
import { adoptAgentLockId, holdLock, type HeldLock } from '../relay-locks/relay-lock-records.ts'
import { lockAfterWatch } from './lock-after-watch.ts'
import { openAfterWatch } from './open-after-watch.ts'
import { relapse } from './relapse.ts'
import { sayTrouble } from '../hosts/trouble-sentences.ts'

type Host = { id: number }

/** The host says that the watch is in force: from now on mail is accepted and held there. */
export async function recordWatchBegan(tx: Tx, by: By, host: Host, event: EventOf<'watch-began'>): Promise<void> {
  const found = await holdWatch(tx, event.guardedUnlockId)
  if (!found || isGuardedUnlockOver(found.unlock.step)) return
  await setWatching(tx, found.unlock.id, { beganAt: by.now, until: new Date(event.until) })
  await recordStep(tx, by, host, found, 'watching', {})
}

/**
 * Running figures: replaced, not added to; the page's meter is told by a notice of its own, without a change row a
 * second. It has every field that `liveChange` asks for, else nobody hears it; the customer's page shows no figures.
 */
export async function recordWatchProgress(tx: Tx, by: By, event: EventOf<'watch-progress'>): Promise<void> {
  await storeWatchProgress(tx, event, by.now)
  await tx.$executeRaw`
    SELECT pg_notify('relayward_change', json_build_object('id', u.id::text, 'kind', 'guarded-unlock', 'hostId', u."hostId",
      'accountId', l."accountId", 'customerId', null, 'lockId', u."lockId", 'ticketId', t.id, 'incidentId', l."incidentId")::text)
    FROM "GuardedUnlock" u JOIN "RelayLock" l ON l.id = u."lockId" LEFT JOIN "Ticket" t ON t."lockId" = l.id
    WHERE u.id = ${event.guardedUnlockId}::uuid`
}

/**
 * The host ended the watch by itself. Clean: open everywhere. A breach: a relapse. Broken off or never begun (a lock
 * made meanwhile wins): locked, and for us to start again. When the desk decided otherwise meanwhile (locked again,
 * lifted), only the figures are kept: what the desk wants is on its way to the host.
 */
export async function recordWatchEnded(tx: Tx, by: By, host: Host, event: EventOf<'watch-ended'>): Promise<void> {
  const found = await holdWatch(tx, event.guardedUnlockId)
  if (!found) return
  await storeWatchOutcome(tx, event, by.now)
  // A lock that a host made while it opened is a new story: it must not be lifted with this one.
  if (event.agentLockId && event.outcome !== 'clean') await adoptAgentLockId(tx, found.lock.id, event.agentLockId)

  const step = STEP_AFTER[event.outcome]
  if (!(await endGuardedUnlock(tx, found.unlock.id, step, by.now))) return
  const { figures, breach, released, quarantined, left, excerpts } = event
  await recordStep(tx, by, host, found, step, { figures, breach, released, quarantined, left, excerpts })
  if (left > 0) await recordLeak(tx, by, host, found, left)
  await goOn(tx, by, host, found, event)
}

const STEP_AFTER = { clean: 'opened', breach: 'locked-again', cancelled: 'cancelled' } as const satisfies Record<EventOf<'watch-ended'>['outcome'], GuardedUnlockStep>

async function goOn(tx: Tx, by: By, host: Host, { lock, unlock }: Watch, event: EventOf<'watch-ended'>): Promise<void> {
  switch (event.outcome) {
    case 'clean':
      return openAfterWatch(tx, by, lock, host)
    case 'breach':
      return relapse(tx, by, lock, { hostId: host.id, watch: { ended: event, beganAt: unlock.watchBeganAt ?? unlock.startedAt } })
    case 'cancelled':
      await lockAfterWatch(tx, by, lock, { hostId: host.id, reason: '' })
  }
}

/** Mail that left while it should have been held is a fault of ours and is shown as one. */
async function recordLeak(tx: Tx, by: By, host: Host, { lock }: Watch, left: number): Promise<void> {
  const text = sayTrouble('watch-leaked', { count: left, account: lock.account.name })
  await recordChange(tx, { kind: 'host', at: by.now, actor: by.actor, to: 'trouble', hostId: host.id, ...linksOfLock(lock), evidence: { code: 'watch-leaked', text } })
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
