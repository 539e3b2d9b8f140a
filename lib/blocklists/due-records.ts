import type { Db } from '../db.ts'
import type { AskedState } from './sweep-round.ts'

/** When each list was asked last, about the target asked longest ago. */
export async function readAskedStates(db: Db): Promise<Map<string, AskedState>> {
  const rows = await db.$queryRaw<{ list: string; rows: bigint; oldestAt: Date }[]>`SELECT list, count(*) AS rows, min("checkedAt") AS "oldestAt" FROM "Listing" GROUP BY list`
  return new Map(rows.map(({ list, rows: asked, oldestAt }) => [list, { list, asked: Number(asked), oldestAt }]))
}

/** How many lists each target was asked on. */
export async function countAskedByTarget(db: Db): Promise<Map<string, number>> {
  const rows = await db.$queryRaw<{ target: string; rows: bigint }[]>`SELECT target, count(*) AS rows FROM "Listing" GROUP BY target`
  return new Map(rows.map(({ target, rows: asked }) => [target, Number(asked)]))
}

/** Targets that wait for the second look at a listing. */
export async function listPendingTargets(db: Db): Promise<string[]> {
  const rows = await db.listing.findMany({ where: { state: 'unknown', reason: 'not-confirmed' }, distinct: ['target'], select: { target: true } })
  return rows.map(({ target }) => target)
}

/** Addresses of hosts in fresh trouble (an account locked there, a receiver that shuts them out), and targets freshly listed. */
export async function listSuspectTargets(db: Db, since: Date): Promise<string[]> {
  const rows = await db.$queryRaw<{ target: string }[]>`
    SELECT i.ip AS target FROM "HostIp" i JOIN "Host" h ON h.id = i."hostId" AND h."revokedAt" IS NULL
    WHERE EXISTS (SELECT 1 FROM "RelayLock" l WHERE l."originHostId" = h.id AND greatest(l."lockedAt", l."relapsedAt") >= ${since})
       OR EXISTS (SELECT 1 FROM "ReceiverStanding" s WHERE s."hostId" = h.id AND s.state <> 'fine' AND s.since >= ${since})
    UNION SELECT target FROM "Listing" WHERE state = 'listed' AND since >= ${since}`
  return rows.map(({ target }) => target)
}
