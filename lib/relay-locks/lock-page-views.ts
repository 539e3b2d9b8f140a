import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import { webDb } from '../access/web-desk.ts'
import { readLockStory } from '../audit/story-records.ts'
import { isGuardedUnlockOver } from '../guarded-unlocks/guarded-unlock.ts'
import { listWatches } from '../guarded-unlocks/watch-records.ts'
import type { Watch } from '../guarded-unlocks/watch.ts'
import {
  countQuarantinedOfLock, listEarlierLocks, listLockHosts, listLockRows, listRefusedHours, readLockPage, type EarlierLock, type LockForPage, type LockHost,
  type LockListWhere, type LockRow, type RefusedHour,
} from './lock-page-records.ts'
import { stateLine, type LockStep } from './state-line.ts'

export type LockForSupport = LockForPage & {
  steps: LockStep[]
  hosts: LockHost[]
  earlier: EarlierLock[]
  refused: RefusedHour[]
  quarantined: { messages: number; deleteAt: string | null }
  watch: Watch | null
}

/** One lock with its evidence, for staff; null when there is none. */
export async function getLockForSupport(viewer: Viewer, lockId: string): Promise<LockForSupport | null> {
  if (!may(viewer, 'see-desk')) return null
  const db = webDb()
  const lock = await readLockPage(db, lockId)
  if (!lock) return null

  const { accountId, customerId: _customerId, ...shown } = lock
  const [story, hosts, earlier, refused, quarantined, watches] = await Promise.all([
    readLockStory(db, { lockId, ticketId: null }),
    listLockHosts(db, lock.account),
    listEarlierLocks(db, accountId, new Date(lock.lockedAt)),
    listRefusedHours(db, accountId, new Date(lock.lockedAt)),
    countQuarantinedOfLock(db, lockId),
    listWatches(db, lockId),
  ])
  const moves = story.filter((entry) => entry.kind === 'relay-lock').map(({ to, at }) => ({ to, at }))
  const watch = watches.find((one) => !isGuardedUnlockOver(one.step)) ?? null
  return { ...shown, steps: stateLine(lock, moves), hosts, earlier, refused, quarantined, watch }
}

export async function listLocksForSupport(viewer: Viewer, ask: LockListWhere): Promise<{ rows: LockRow[]; total: number }> {
  return may(viewer, 'see-desk') ? listLockRows(webDb(), ask) : { rows: [], total: 0 }
}
