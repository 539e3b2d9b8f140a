import type { ChangeEvidence } from '../audit/change.ts'
import type { By } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import { endGuardedUnlocksOfLock } from '../guarded-unlocks/guarded-unlock-records.ts'
import { queueNotice } from '../notices/queue-notice.ts'
import type { EventOf } from '../protocol/events.ts'
import { applyLockMove } from '../relay-locks/apply-lock-move.ts'
import { countRelapse, type HeldLock } from '../relay-locks/relay-lock-records.ts'
import { sendBackAnswers } from '../tickets/send-back-answers.ts'
import { wishLockedEverywhere } from './wish-relay.ts'

export type RelapseCause = {
  hostId: number
  evidence?: ChangeEvidence<'relay-lock'>
  /** The watch that ended with it and when it began; absent when another limit locked the account meanwhile. */
  watch?: { ended: EventOf<'watch-ended'>; beganAt: Date }
}

/**
 * What the customer said of his queue was not so: locked again on every host, question 3 sent back, the customer told.
 * A relapse also takes back a second person's approval.
 */
export async function relapse(tx: Tx, by: By, lock: HeldLock, cause: RelapseCause): Promise<void> {
  await endGuardedUnlocksOfLock(tx, lock.id, 'locked-again', by.now)
  const hosts = await wishLockedEverywhere(tx, { account: lock.account.name, lockId: lock.id, now: by.now })
  const excerpts = cause.watch?.ended.excerpts
  await applyLockMove(tx, lock, { act: 'relapse' }, { ...by, hostId: cause.hostId, evidence: { excerpts, ...cause.evidence, hosts } })
  await countRelapse(tx, lock.id, by.now)
  if (lock.ticketId !== null) await askAgain(tx, by, lock, lock.ticketId, cause)
}

async function askAgain(tx: Tx, by: By, lock: HeldLock, ticketId: number, { watch, evidence }: RelapseCause): Promise<void> {
  await sendBackAnswers(tx, by, lock, ticketId, [3], '')
  const came = watch && {
    mails: watch.ended.figures.arrived,
    seconds: Math.max(1, Math.round((by.now.getTime() - watch.beganAt.getTime()) / 1000)),
    left: watch.ended.left,
  }
  await queueNotice(tx, { ticketId, kind: 'relapse', questions: [3], relapse: came, excerpts: watch?.ended.excerpts ?? evidence?.excerpts, ...by })
}
