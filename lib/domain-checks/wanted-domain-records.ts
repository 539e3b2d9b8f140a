import * as z from 'zod'
import type { Db, Tx } from '../db.ts'

const KEY = 'domains:wanted'
const WANTED_MAX = 200
const wantedDomains = z.record(z.string(), z.iso.datetime())

/** The word after which the worker looks at once. */
export const CHECK_DOMAINS_WORD = 'check-domains'

/** Domains that somebody wants looked at now, and since when. */
export async function readWantedDomains(tx: Db | Tx): Promise<Record<string, string>> {
  const row = await tx.setting.findUnique({ where: { key: KEY }, select: { value: true } })
  return row ? wantedDomains.parse(row.value) : {}
}

/** Wants one more; of too many the oldest are dropped, whose turn comes anyway. Wakes the worker. */
export async function wantDomain(tx: Tx, domain: string, now: Date): Promise<void> {
  await holdWanted(tx)
  const others = Object.entries(await readWantedDomains(tx)).filter(([name]) => name !== domain)
  const kept = others.sort(([, one], [, two]) => two.localeCompare(one)).slice(0, WANTED_MAX - 1)
  await writeWanted(tx, Object.fromEntries([...kept, [domain, now.toISOString()]]), now)
  await wakeDomainChecks(tx)
}

/** Has the worker see at once whose turn it is. */
export async function wakeDomainChecks(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify('relayward_work', ${CHECK_DOMAINS_WORD})`
}

/** Those were looked at, unless somebody wanted one again meanwhile. */
export async function settleWantedDomains(tx: Tx, settled: Record<string, string>, now: Date): Promise<void> {
  await holdWanted(tx)
  const left = Object.entries(await readWantedDomains(tx)).filter(([domain, at]) => settled[domain] !== at)
  await writeWanted(tx, Object.fromEntries(left), now)
}

async function holdWanted(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${KEY}, 0))`
}

async function writeWanted(tx: Tx, wanted: Record<string, string>, now: Date): Promise<void> {
  const data = { value: wanted, updatedAt: now }
  await tx.setting.upsert({ where: { key: KEY }, create: { key: KEY, ...data }, update: data })
}
