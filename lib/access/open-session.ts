import type { Db } from '../db.ts'
import { createSession } from './sessions-records.ts'

/** Sessions end after twelve hours, a working day with its breaks; they can be ended at once. */
export const SESSION_HOURS = 12

/** A new session at every sign-in (ASVS 7.2.4). Returns its id. */
export async function openSession(db: Db, { userId, userAgent, now }: { userId: number; userAgent: string; now: Date }): Promise<string> {
  const id = crypto.randomUUID()
  await createSession(db, { id, userId, userAgent, now, endsAt: new Date(now.getTime() + SESSION_HOURS * 3_600_000) })
  return id
}
