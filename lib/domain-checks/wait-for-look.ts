import { setTimeout as pause } from 'node:timers/promises'
import type { Db } from '../db.ts'

const LOOK_MS = 8_000
const EVERY_MS = 300

/** Waits until the worker has looked at a domain since then. @returns whether it did within that time */
export async function waitForLook(db: Db, domain: string, since: Date): Promise<boolean> {
  for (const end = Date.now() + LOOK_MS; Date.now() < end; await pause(EVERY_MS)) {
    const looked = await db.domainCheck.findFirst({ where: { domain, checkedAt: { gte: since } }, select: { domain: true } })
    if (looked) return true
  }
  return false
}
