import type { Blocklist, TargetKind } from './blocklist.ts'
import { knownBlocklist } from './catalogue/catalogue.ts'
import { listName } from './list-name.ts'
import type { DeskList } from './listing.ts'
import { toldBy, type Told } from './told-by-list.ts'
import { trustOf, type Trust } from './trust.ts'

/** A list that is asked, as pages order and head it. */
export type WeighedList = { id: string; name: string; trust: Trust; told: Told; severity: Blocklist['severity']; kinds: TargetKind[] }

/** The weightiest first. */
export const TRUST_ORDER = ['tells-why', 'decides-without-reason', 'ordinary', 'vanity', 'no-verdict'] as const satisfies readonly Trust[]
const HARM: Record<Blocklist['severity'], number> = { critical: 0, high: 1, medium: 2, low: 3, info: 4, ignore: 5 }

/** The lists that are asked, those that tell why first, then by how much harm a listing does. */
export function weighLists(lists: readonly DeskList[]): WeighedList[] {
  return lists.filter(({ isAsked }) => isAsked).map(weighed).sort(byWeight)
}

export function weighed(desk: Pick<DeskList, 'list' | 'trust' | 'setting'>): WeighedList {
  const { id, severity, kinds } = desk.list
  return { id, name: listName(id), trust: shownTrust(desk), told: toldBy(desk.list), severity, kinds }
}

type Weighty = Pick<WeighedList, 'trust' | 'severity'>

export function byWeight(a: Weighty, b: Weighty): number {
  return TRUST_ORDER.indexOf(a.trust) - TRUST_ORDER.indexOf(b.trust) || HARM[a.severity] - HARM[b.severity]
}

/** Lists by which hardly anybody refuses: shown small, behind a click. Those that tell why are never among them. */
export function hardlyDecides({ trust, severity }: Weighty): boolean {
  return trust === 'vanity' || trust === 'no-verdict' || (trust === 'ordinary' && HARM[severity] > HARM.medium)
}

/** A zone that holds several lists is as good as the best of them: its answer says which of them speaks. */
function shownTrust({ list, trust, setting }: Pick<DeskList, 'list' | 'trust' | 'setting'>): Trust {
  if (setting?.trust) return setting.trust
  const trusts = [trust, ...(list.aggregateOf ?? []).flatMap((id) => knownBlocklist(id) ?? []).map(trustOf)]
  return TRUST_ORDER.find((one) => trusts.includes(one)) ?? trust
}
