import type { Db } from '../db.ts'
import type { Blocklist } from './blocklist.ts'
import { countAskedByTarget, listPendingTargets, listSuspectTargets, readAskedStates } from './due-records.ts'
import { findKept, keyOf } from './store-listing-records.ts'
import type { SweepPlan } from './sweep-plan.ts'
import { isDueSooner, listsInTurn, roundMsOf, type AskedState } from './sweep-round.ts'
import type { DeskTarget } from './target-records.ts'

/** Some targets and some lists: every one of them is asked about every one it holds. */
export type Round = { targets: DeskTarget[]; lists: Blocklist[] }
type Choosing = { now: Date; stepMs: number; /** Lists that are being asked. */ busy: ReadonlySet<string> }

/** Fresh trouble makes a target suspect for so long. */
const SUSPECT_FOR_MS = 7_200_000
/** More new targets than this at once wait for each list's turn. */
const SOONER_MAX = 200

/** What to ask now: the lists whose turn it is about everything, and of the others about what is new, suspect or wanted. */
export async function chooseRounds(db: Db, plan: SweepPlan, choosing: Choosing): Promise<Round[]> {
  const states = await readAskedStates(db)
  const free = plan.lists.filter(({ list }) => !choosing.busy.has(list.id))
  const counted = { targets: plan.counts, resolvers: plan.resolvers.length }
  const turns = free.map((each) => ({ list: each.list.id, roundMs: roundMsOf(each, counted, plan.intervalMs), state: states.get(each.list.id) }))
  const inTurn = new Set(listsInTurn(turns, { ...choosing, wantedSince: plan.wanted.all === null ? null : new Date(plan.wanted.all) }))
  const lists = free.flatMap(({ list }) => (inTurn.has(list.id) ? [list] : []))
  const targets = [...plan.targets.values()]
  return [...apart(lists).map((some) => ({ targets, lists: some })), ...(await chooseSooner(db, { ...plan, lists: free.filter(({ list }) => !inTurn.has(list.id)) }, states, choosing.now))]
}

/** A list that allows only a few questions in a second must not hold up the others: each of them is a round of its own. */
function apart(lists: Blocklist[]): Blocklist[][] {
  const fast = lists.filter(({ limits }) => limits.perSecond === undefined)
  return [...(fast.length > 0 ? [fast] : []), ...lists.filter((list) => !fast.includes(list)).map((list) => [list])]
}

async function chooseSooner(db: Db, plan: SweepPlan, states: Map<string, AskedState>, now: Date): Promise<Round[]> {
  const lists = plan.lists.filter(({ list }) => states.has(list.id))
  const [asked, pending, suspect] = await Promise.all([countAskedByTarget(db), listPendingTargets(db), listSuspectTargets(db, new Date(now.getTime() - SUSPECT_FOR_MS))])
  const suspects = new Set(suspect)
  const wantedSince = new Map(Object.entries(plan.wanted.targets).map(([target, at]) => [target, new Date(at)]))
  const fresh = [...plan.targets.values()].filter(({ name, kind }) => (asked.get(name) ?? 0) < [...states.keys()].filter((id) => plan.lists.some(({ list }) => list.id === id && list.kinds.includes(kind))).length)
  const candidates = [...new Set([...pending, ...wantedSince.keys(), ...suspects, ...fresh.map(({ name }) => name)])].flatMap((name) => plan.targets.get(name) ?? []).slice(0, SOONER_MAX)
  if (candidates.length === 0 || lists.length === 0) return []

  const pairs = candidates.flatMap(({ name, kind }) => lists.flatMap(({ list }) => (list.kinds.includes(kind) ? [{ target: name, list: list.id }] : [])))
  const kept = await findKept(db, pairs)
  const due = pairs.filter((pair) => {
    const own = kept.get(keyOf(pair))
    const wanted = wantedSince.get(pair.target)
    return (wanted && own && own.checkedAt < wanted) || isDueSooner(own, { now, isSuspect: suspects.has(pair.target) && plan.settings.get(pair.list)?.trust !== 'vanity' })
  })
  return together(due, plan)
}

/** Lists with the same targets are asked in one go. */
function together(pairs: { target: string; list: string }[], plan: SweepPlan): Round[] {
  const targetsOf = Map.groupBy(pairs, ({ list }) => list)
  const listsOf = Map.groupBy([...targetsOf], ([, own]) => own.map(({ target }) => target).sort().join(' '))
  return [...listsOf.values()].flatMap((group) => {
    const names = group[0]?.[1].map(({ target }) => target) ?? []
    const ids = new Set(group.map(([list]) => list))
    const targets = names.flatMap((name) => plan.targets.get(name) ?? [])
    return apart(plan.lists.flatMap(({ list }) => (ids.has(list.id) ? [list] : []))).map((lists) => ({ targets, lists }))
  })
}
