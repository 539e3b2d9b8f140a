import type { Blocklist } from './blocklist.ts'
import { BLOCKLISTS } from './catalogue/catalogue.ts'
import { isAskedUnlessSaid, type DeskList, type ListSetting } from './listing.ts'
import { paceKeyOf } from './pacer.ts'
import { trustOf } from './trust.ts'

/**
 * Every list of the catalogue with what this installation decided about it.
 *
 * @param keys names of the keys that are there
 */
export function deskLists(settings: readonly ListSetting[], keys: ReadonlySet<string>, catalogue: readonly Blocklist[] = BLOCKLISTS): DeskList[] {
  const byList = new Map(settings.map((setting) => [setting.list, setting]))
  const covered = new Set(catalogue.flatMap((list) => (cannotAsk(list, keys, new Set()) === null ? (list.aggregateOf ?? []) : [])))
  const lists = catalogue.map((list) => {
    const setting = byList.get(list.id) ?? null
    const cannot = cannotAsk(list, keys, covered)
    return { list, setting, cannot, trust: setting?.trust ?? trustOf(list), isAsked: cannot === null && (setting?.isAsked ?? isAskedUnlessSaid(list)) }
  })
  const sharing = Map.groupBy(lists.filter(({ isAsked }) => isAsked), ({ list }) => paceKeyOf(list))
  return lists.map((each) => ({ ...each, sharing: Math.max(1, sharing.get(paceKeyOf(each.list))?.length ?? 0) }))
}

function cannotAsk(list: Blocklist, keys: ReadonlySet<string>, covered: ReadonlySet<string>): DeskList['cannot'] {
  if (list.status === 'dead') return 'closed'
  if (list.status === 'unpublished') return 'unpublished'
  if (list.isComponent || covered.has(list.id)) return 'in-another'
  const hasKey = list.keyed !== undefined && keys.has(list.keyed.key)
  return list.status === 'key-only' && !hasKey ? 'no-key' : null
}
