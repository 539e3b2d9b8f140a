import 'server-only'
import { may } from '../../access/permissions.ts'
import type { Viewer } from '../../access/viewer.ts'
import { webDb, webDesk } from '../../access/web-desk.ts'
import { findLockAfter, findLockedNames, listBursts } from './burst-records.ts'
import { BURST_HOST, BURST_MAILS, isByButton, isUnderWay, nextBurstAccount, type DemoBurst } from './burst.ts'

export type DemoForAdmin = {
  host: string
  mails: number
  /** The account whose turn it is; null when all are locked. */
  next: string | null
  last: (Pick<DemoBurst, 'account' | 'host' | 'askedAt' | 'state' | 'taken' | 'refused'> & { secondsToLock: number | null }) | null
  /** The burst, or what the host does about it, is under way: worth looking again soon. */
  isGoingOn: boolean
}

/** Whether the demo's hosts run beside this desk. */
export function isDemoRunning(): boolean {
  return webDesk().env.RELAYWARD_DEMO === 'yes'
}

/** The demo as an admin may play with it; null while it does not run and for everybody else. */
export async function getDemoForAdmin(viewer: Pick<Viewer, 'roles'>, now: Date): Promise<DemoForAdmin | null> {
  if (!isDemoRunning() || !may(viewer, 'stage-demo')) return null
  const db = webDb()
  const [bursts, locked] = await Promise.all([listBursts(db), findLockedNames(db)])
  const last = bursts.findLast((burst) => isByButton(burst))
  const lockedAt = last ? await findLockAfter(db, last.account, new Date(last.askedAt)) : null
  return {
    host: BURST_HOST,
    mails: BURST_MAILS,
    next: nextBurstAccount(locked),
    last: last ? { ...pick(last), secondsToLock: lockedAt && Math.max(1, Math.round((lockedAt.getTime() - Date.parse(last.askedAt)) / 1000)) } : null,
    isGoingOn: last !== undefined && (isUnderWay(last, now) || (lockedAt === null && now.getTime() - Date.parse(last.askedAt) < LOCK_EXPECTED_MS)),
  }
}

const LOCK_EXPECTED_MS = 20_000

function pick({ account, host, askedAt, state, taken, refused }: DemoBurst) {
  return { account, host, askedAt, state, taken, refused }
}
