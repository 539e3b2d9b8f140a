import type { Blocklist } from '../blocklist.ts'
import { DEAD_LISTS } from './dead.ts'
import { DOMAIN_LISTS } from './domains.ts'
import { OTHER_LISTS } from './others.ts'
import { SPAMHAUS_LISTS } from './spamhaus.ts'
import { UNPUBLISHED_LISTS } from './unpublished.ts'
import { WEIGHTY_LISTS } from './weighty.ts'

/** Every list this project knows, the ended ones too. No zone was trusted when this was written: the self-test decides at each sweep. */
export const BLOCKLISTS: Blocklist[] = [...SPAMHAUS_LISTS, ...WEIGHTY_LISTS, ...DOMAIN_LISTS, ...OTHER_LISTS, ...UNPUBLISHED_LISTS, ...DEAD_LISTS]

const byId = new Map(BLOCKLISTS.map((each) => [each.id, each]))

/** @returns what is known of a list, or undefined for one that somebody named in a file */
export function knownBlocklist(id: string): Blocklist | undefined {
  return byId.get(id)
}

/** The lists that a sweep asks when nobody names any: alive, with the key they need, and none that another one answers for. */
export function listsToAsk(keys: ReadonlySet<string> = new Set()): Blocklist[] {
  const alive = BLOCKLISTS.filter((list) => !list.isComponent && (list.status === 'active' || list.status === 'unclear' || (list.status === 'key-only' && list.keyed !== undefined && keys.has(list.keyed.key))))
  const covered = new Set(alive.flatMap((list) => list.aggregateOf ?? []))
  return alive.filter((list) => !covered.has(list.id))
}
