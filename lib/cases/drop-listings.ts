import { recordChange } from '../audit/change-records.ts'
import type { Doing } from '../audit/doing.ts'
import { removeListHealth } from '../blocklists/list-health-records.ts'
import { endSpells, holdListings, removeListings, type AskedPairs } from '../blocklists/store-listing-records.ts'
import { transact } from '../transact.ts'

type Asked = AskedPairs & { resolvers: readonly string[] }

/** Lets go of what is not asked any more: a host out of service, a name nobody goes by, a list switched off, a resolver that is not used. */
export async function dropListings({ db, now, actor }: Doing, asked: Asked): Promise<number> {
  return transact(db, async (tx) => {
    await holdListings(tx)
    await removeListHealth(tx, { lists: asked.lists.map(({ id }) => id), resolvers: asked.resolvers })
    const removed = await removeListings(tx, asked)
    const pairs = removed.map(({ target, list }) => ({ target, list, at: now }))
    await endSpells(tx, pairs.flatMap((pair) => [{ ...pair, state: 'listed' as const }, { ...pair, state: 'unknown' as const }]))
    for (const { target, list, incidentId } of removed.filter(({ knownState }) => knownState === 'listed')) {
      await recordChange(tx, { kind: 'listing', at: now, actor, from: 'listed', to: 'unknown', incidentId, reason: 'not asked any more', evidence: { target, list, codes: [], meaning: null, text: null, reason: null } })
    }
    return removed.length
  })
}
