import type { Db } from '../db.ts'

/** A lease not renewed for so long is free: its holder is dead, or cut off and has stopped by itself. */
export const LEASE_MS = 15_000
export const RENEW_EVERY_MS = 5_000

/**
 * Takes a lease that is free, run out, or ours already. All times are the database's own, so that copies on machines
 * whose clocks differ agree.
 */
export async function takeLease(db: Db, name: string, holder: string): Promise<boolean> {
  const taken = await db.$executeRaw`
    INSERT INTO "Lease" AS l (name, holder, until) VALUES (${name}, ${holder}, clock_timestamp() + ${LEASE_MS} * interval '1 ms')
    ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
      WHERE l.holder = excluded.holder OR l.until < clock_timestamp()`
  return taken === 1
}

/**
 * Takes up to `max` of these leases that are free, run out, or ours already, the first ones first, and answers which.
 * One question for all of them: a thousand, one after the other, would take longer than a lease lasts.
 */
export async function takeLeases(db: Db, names: string[], holder: string, max: number): Promise<Set<string>> {
  if (names.length === 0 || max <= 0) return new Set()
  const taken = await db.$queryRaw<{ name: string }[]>`
    INSERT INTO "Lease" AS l (name, holder, until)
    SELECT name, ${holder}, clock_timestamp() + ${LEASE_MS} * interval '1 ms' FROM unnest(${names}::text[]) WITH ORDINALITY AS wanted (name, place)
    WHERE NOT EXISTS (SELECT 1 FROM "Lease" held WHERE held.name = wanted.name AND held.holder <> ${holder} AND held.until >= clock_timestamp())
    ORDER BY place LIMIT ${max}
    ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
      WHERE l.holder = excluded.holder OR l.until < clock_timestamp()
    RETURNING name`
  return new Set(taken.map(({ name }) => name))
}

/** Renews what is still ours and answers which it is; a lease that is missing has been lost. */
export async function renewLeases(db: Db, names: string[], holder: string): Promise<Set<string>> {
  const kept = await db.$queryRaw<{ name: string }[]>`
    UPDATE "Lease" SET until = clock_timestamp() + ${LEASE_MS} * interval '1 ms'
    WHERE holder = ${holder} AND name = ANY (${names}) AND until > clock_timestamp() RETURNING name`
  return new Set(kept.map((lease) => lease.name))
}

export async function giveLeaseBack(db: Db, name: string, holder: string): Promise<void> {
  await db.lease.deleteMany({ where: { name, holder } })
}

/** The copies of the worker that are alive, ourselves included. What any other has claimed is free. */
export async function livingWorkers(db: Db): Promise<string[]> {
  const rows = await db.$queryRaw<{ holder: string }[]>`SELECT holder FROM "Lease" WHERE name LIKE 'worker:%' AND until > clock_timestamp()`
  return rows.map(({ holder }) => holder)
}
