import type { Db, Tx } from '../../db.ts'
import { lockedAccounts } from '../../relay-locks/relay-lock-records.ts'
import { BURST_CHANNEL, BURSTS_KEPT, demoBursts, type DemoBurst } from './burst.ts'

const KEY = 'demo-bursts'

export async function listBursts(db: Db | Tx): Promise<DemoBurst[]> {
  const row = await db.setting.findUnique({ where: { key: KEY }, select: { value: true } })
  return row ? demoBursts.parse(row.value) : []
}

/** The same, and nobody else changes them until the transaction ends. */
export async function holdBursts(tx: Tx): Promise<DemoBurst[]> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${KEY}, 0))::text`
  return listBursts(tx)
}

export async function addBurst(tx: Tx, burst: DemoBurst, now: Date): Promise<void> {
  await saveBursts(tx, [...(await holdBursts(tx)), burst], now)
  await tx.$executeRaw`SELECT pg_notify(${BURST_CHANNEL}, ${burst.id})`
}

/** Changes one burst; false when it is not there (any more) or not in the state it was thought to be in. */
export async function changeBurst(db: Db, id: string, from: DemoBurst['state'], change: Partial<DemoBurst>, now: Date): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const bursts = await holdBursts(tx)
    const found = bursts.find((burst) => burst.id === id && burst.state === from)
    if (!found) return false
    await saveBursts(tx, bursts.map((burst) => (burst === found ? { ...burst, ...change } : burst)), now)
    return true
  })
}

/** When an account was locked, at the time given or later; null while it was not. */
export async function findLockAfter(db: Db, account: string, from: Date): Promise<Date | null> {
  const lock = await db.relayLock.findFirst({ where: { account: { name: account }, lockedAt: { gte: from } }, orderBy: { lockedAt: 'asc' }, select: { lockedAt: true } })
  return lock?.lockedAt ?? null
}

/** Accounts that may not send. */
export async function findLockedNames(db: Db | Tx): Promise<Set<string>> {
  return new Set((await lockedAccounts(db)).map(({ account }) => account))
}

async function saveBursts(tx: Tx, bursts: DemoBurst[], now: Date): Promise<void> {
  const data = { value: bursts.slice(-BURSTS_KEPT), updatedAt: now }
  await tx.setting.upsert({ where: { key: KEY }, create: { key: KEY, ...data }, update: data })
}
