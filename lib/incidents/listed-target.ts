import type { ListingMove } from '../audit/listing-move-records.ts'
import { listName } from '../blocklists/list-name.ts'
import { countOpinions, type ListingState } from '../blocklists/listing.ts'
import type { NameUsers } from '../blocklists/name-users.ts'

/** One list of an incident: when it named the target, what it said, how it stands. Times as ISO text. */
export type ListedOn = {
  list: string
  name: string
  state: ListingState
  /** The first time and, when it is clear, the last time it let go. */
  beganAt: string
  endedAt: string | null
  /** How often it began anew. */
  times: number
  meaning: string | null
  text: string | null
}

/** An address or a domain of ours on lists, in a few figures. */
export type ListedSummary = {
  target: string
  isAddress: boolean
  /** Where the address is, or whose name it is. */
  hosts: string[]
  /** Of a name: which hosts went by it when it was listed last. */
  usedBy: NameUsers
  lists: ListedOn[]
  /** Operators: lists of one family are one opinion. */
  opinions: number
  /** Lists that name it now, and that nobody can tell of. */
  standing: number
  untold: number
}

/** What lists did about a target, from the change rows of its incident, the first list first. */
export function listedSummary(target: string, moves: readonly ListingMove[]): ListedSummary {
  const byList = Map.groupBy(moves, ({ evidence }) => evidence.list)
  const lists = [...byList].flatMap(([list, own]) => listedOn(list, own) ?? []).sort((a, b) => a.beganAt.localeCompare(b.beganAt) || a.name.localeCompare(b.name))
  return {
    target, lists, isAddress: /^[\d.]+$|:/.test(target), hosts: [...new Set(moves.flatMap(({ host }) => host ?? []))],
    usedBy: moves.findLast(({ to }) => to === 'listed')?.evidence.usedBy ?? [],
    opinions: countOpinions(lists.map(({ list }) => ({ target, list }))),
    standing: lists.filter(({ state }) => state === 'listed').length, untold: lists.filter(({ state }) => state === 'unknown').length,
  }
}

function listedOn(list: string, moves: readonly ListingMove[]): ListedOn | null {
  const told = moves.filter(({ to }) => to === 'listed')
  const last = moves.at(-1)
  const [first] = told
  if (!first || !last) return null
  const said = told.at(-1)?.evidence
  return {
    list, name: listName(list), state: last.to, beganAt: first.at.toISOString(), endedAt: last.to === 'clear' ? last.at.toISOString() : null,
    // After a while in which nobody could tell it is the same listing still.
    times: 1 + told.slice(1).filter(({ from }) => from !== 'unknown').length, meaning: said?.meaning ?? null, text: said?.text ?? null,
  }
}
