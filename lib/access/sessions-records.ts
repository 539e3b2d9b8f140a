import type { Db, Tx } from '../db.ts'

/** A sign-in that counts now, with the person as the database knows him now. */
export type LiveSession = {
  sessionId: string
  endsAt: Date
  user: { id: number; email: string; name: string; initials: string; roles: string[]; customerId: number | null; language: string | null; theme: string | null }
}

const LIVE = {
  id: true,
  endsAt: true,
  user: { select: { id: true, email: true, name: true, initials: true, roles: true, customerId: true, language: true, theme: true } },
} as const

/** Opens a session; its id is the only thing the cookie carries. */
export async function createSession(db: Db | Tx, session: { id: string; userId: number; now: Date; endsAt: Date; userAgent: string }): Promise<void> {
  const { now, userAgent, ...rest } = session
  await db.authSession.create({ data: { ...rest, createdAt: now, userAgent: userAgent.slice(0, 300) } })
}

/**
 * The session if it still counts: not revoked, not over, its person not disabled. One query; asked at every request,
 * so that what is taken away is gone at the next one.
 */
export async function findLiveSession(db: Db | Tx, sessionId: string, now: Date): Promise<LiveSession | null> {
  if (!UUID.test(sessionId)) return null
  const row = await db.authSession.findFirst({
    where: { id: sessionId, revokedAt: null, endsAt: { gt: now }, user: { disabledAt: null } },
    select: LIVE,
  })
  return row && { sessionId: row.id, endsAt: row.endsAt, user: row.user }
}

/** Ends one session. Returns whose it was; null when there was none to end. */
export async function revokeSession(db: Db | Tx, sessionId: string, now: Date): Promise<number | null> {
  if (!UUID.test(sessionId)) return null
  const [row] = await db.authSession.updateManyAndReturn({ where: { id: sessionId, revokedAt: null }, data: { revokedAt: now }, select: { userId: true } })
  return row?.userId ?? null
}

/** Ends all sessions of a person: after a changed password, a disabled account. Returns how many. */
export async function revokeSessionsOfUser(db: Db | Tx, userId: number, now: Date): Promise<number> {
  const { count } = await db.authSession.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: now } })
  return count
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Live sessions of each person, and when he last signed in. */
export async function countLiveSessions(db: Db | Tx, now: Date): Promise<{ userId: number; live: number; lastAt: Date }[]> {
  return db.$queryRaw`
    SELECT "userId", (count(*) FILTER (WHERE "revokedAt" IS NULL AND "endsAt" > ${now}))::int AS live, max("createdAt") AS "lastAt"
    FROM "AuthSession" GROUP BY "userId"`
}
