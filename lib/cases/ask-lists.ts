import type { Db } from '../db.ts'
import type { Round } from '../blocklists/choose-rounds.ts'
import type { TestedList } from '../blocklists/list-health-records.ts'
import type { Pacer } from '../blocklists/pacer.ts'
import { sweepBlocklists, type BlocklistCheck, type LaneHealth } from '../blocklists/sweep-blocklists.ts'
import type { SweepPlan } from '../blocklists/sweep-plan.ts'
import { storeListHealth } from './store-list-health.ts'
import { storeListings } from './store-listings.ts'

export type AskingLists = { db: Db; plan: SweepPlan; pacer: Pacer; now: () => Date; timeoutMs?: number; signal: AbortSignal }
export type AskedRound = { answers: number; changed: number; moved: number; health: number }

/** Stored together at most so many, and no answer waits longer than this for others. */
const TOGETHER_MAX = 500
const WAIT_MAX_MS = 1_000

/**
 * Asks one round and stores what comes while it comes: whoever dies in between leaves what was stored, and the rest is
 * still due.
 *
 * @throws Error when it was aborted; what was answered before is stored
 */
export async function askLists({ db, plan, pacer, now, timeoutMs, signal }: AskingLists, { targets, lists }: Round): Promise<AskedRound> {
  const done = { answers: 0, changed: 0, moved: 0, health: 0 }
  const tested = new Map<string, TestedList>()
  let checks: BlocklistCheck[] = []
  let storedAt = performance.now()

  const store = async () => {
    const some = checks
    checks = []
    storedAt = performance.now()
    const { changed, moved } = await storeListings({ db, now: now(), actor: { kind: 'worker' } }, some, plan)
    done.answers += some.length
    done.changed += changed
    done.moved += moved
  }
  const onHealth = (health: LaneHealth) => {
    if (tellsHealth(health, lists, targets)) tested.set(`${health.list} ${health.resolver}`, { list: health.list, resolver: health.resolver, reason: health.reason, at: now() })
  }
  try {
    for await (const some of sweepBlocklists(targets, lists, plan.resolvers, { keys: plan.keys, pacer, onHealth, signal, ...(timeoutMs !== undefined && { timeoutMs }) })) {
      for (const check of some) checks.push({ ...check, at: now() })
      if (checks.length >= TOGETHER_MAX || performance.now() - storedAt > WAIT_MAX_MS) await store()
    }
  } finally {
    await store()
    done.health = (await storeListHealth({ db, now: now(), actor: { kind: 'worker' } }, [...tested.values()])).length
  }
  return done
}

/** A list's health is that of the first kind it is asked about here: one whose IPv6 test point is missing still works for IPv4. */
function tellsHealth({ list: id, kind, reason }: LaneHealth, lists: Round['lists'], targets: Round['targets']): boolean {
  const list = lists.find((each) => each.id === id)
  // A limit that is used up, or a key that is missing, is ours and no illness of the list.
  return reason !== 'daily-limit' && list?.kinds.find((each) => targets.some((target) => target.kind === each)) === kind
}
