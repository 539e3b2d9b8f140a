import 'server-only'
import type { Db } from '../db.ts'
import { findTightLimits } from '../guarded-unlocks/watch-records.ts'
import { findBasePolicy, findCustomerPolicy } from '../policies/policy-records.ts'
import type { Limits } from '../protocol/limits.ts'
import { listLockHosts, queuedOf } from '../relay-locks/lock-page-records.ts'
import { hostsSeen } from './account-page-records.ts'

/** What one host shall do with the account's relaying, what was found there, what lies in its queue, when it sent there last. */
export type AccountHost = {
  name: string
  isSilent: boolean
  readAt: string | null
  /** Null: nothing is wanted of the host, so the account may send through it. */
  wanted: 'locked' | 'watched' | 'open' | null
  found: string | null
  foundAt: string | null
  isBehind: boolean
  /** Null when the latest reading does not say. */
  queued: number | null
  undeliverable: number | null
  lastHour: string | null
}

const WEEKS_MS = 28 * 86_400_000

/** Every host that is told about the account or that it sent through in the last four weeks, by name. */
export async function hostsOfAccount(db: Db, account: { id: number; name: string }, now: Date): Promise<AccountHost[]> {
  const [wished, seen] = await Promise.all([listLockHosts(db, account.name), hostsSeen(db, account.id, new Date(now.getTime() - WEEKS_MS))])
  const lastHourOf = new Map(seen.map((host) => [host.name, host.messages > 0 ? host.lastHour.toISOString() : null]))
  const told = wished.map(({ name, isSilent, readAt, wanted, found, foundAt, isBehind, queued, undeliverable }) => ({
    name, isSilent, readAt, wanted, found, foundAt, isBehind, queued, undeliverable, lastHour: lastHourOf.get(name) ?? null,
  }))
  const names = new Set(told.map(({ name }) => name))
  const untold = seen.filter(({ name }) => !names.has(name)).map(({ name, isSilent, readAt, lastHour, queue }) => ({
    name, isSilent, readAt: readAt?.toISOString() ?? null, wanted: null, found: null, foundAt: null, isBehind: false,
    ...queuedOf(account.name, queue), lastHour: lastHour.toISOString(),
  }))
  return [...told, ...untold].sort((a, b) => a.name.localeCompare(b.name))
}

/** Which limits hold for the account now, and whose word they are. */
export type LimitsInForce = { limits: Limits; from: 'desk' | 'customer' | 'tight'; until: string | null }

/** For a day after a guarded unlock the tight limits, else the customer's own, else the desk's. */
export async function limitsInForce(db: Db, customerId: number | null, lockId: string | null, now: Date): Promise<LimitsInForce> {
  const tight = lockId === null ? null : await findTightLimits(db, lockId, now)
  if (tight) return { limits: tight.limits, from: 'tight', until: tight.until.toISOString() }
  const [base, own] = await Promise.all([findBasePolicy(db), customerId === null ? null : findCustomerPolicy(db, customerId)])
  return own?.limits ? { limits: own.limits, from: 'customer', until: null } : { limits: base.limits, from: 'desk', until: null }
}
