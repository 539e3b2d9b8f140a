import { recordChange } from '../audit/change-records.ts'
import type { Doing } from '../audit/doing.ts'
import { writeListHealth, type HealthMove, type TestedList } from '../blocklists/list-health-records.ts'
import { transact } from '../transact.ts'

/** Stores how lists answered their own test points; a list that ceased to work, or works again, is announced. */
export async function storeListHealth({ db, now, actor }: Doing, tested: readonly TestedList[]): Promise<HealthMove[]> {
  if (tested.length === 0) return []
  return transact(db, async (tx) => {
    const moves = await writeListHealth(tx, tested)
    for (const { list, resolver, from, to, reason } of moves) await recordChange(tx, { kind: 'list-health', at: now, actor, from, to, evidence: { list, resolver, reason } })
    return moves
  })
}
