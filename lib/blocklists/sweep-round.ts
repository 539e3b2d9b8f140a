import type { Blocklist, TargetKind } from './blocklist.ts'
import { CONFIRM_AFTER_MS, isPending, type KeptListing } from './judge-listing.ts'
import type { DeskList } from './listing.ts'
import { ROOM } from './pacer.ts'

const DAY_MS = 86_400_000
/** Of what a list allows in a day so much is for its rounds; the rest is for sooner looks and for checks that people ask for. */
const SHARE_OF_DAY = 0.7
/** And it is not asked all the time, even where it is asked slowly. */
const SHARE_OF_SECOND = 0.5
/** Lists that hardly anybody refuses by are asked less often. */
const VANITY_EVERY_MS = 3_600_000
/** New and suspect targets are looked at again after so long. */
export const SUSPECT_EVERY_MS = 180_000

type Counted = { targets: Record<TargetKind, number>; resolvers: number }

/** How often a list is asked about everything: as the desk wants it, less often where its operator allows less in a day or a second. */
export function roundMsOf({ list, trust, sharing }: Pick<DeskList, 'list' | 'trust' | 'sharing'>, counted: Counted, wantedMs: number): number {
  const wanted = trust === 'vanity' ? Math.max(wantedMs, VANITY_EVERY_MS) : wantedMs
  const { perDay = Infinity, perSecond = Infinity } = list.limits
  const questions = questionsOf(list, counted) * sharing
  return Math.max(wanted, Math.ceil((questions * DAY_MS) / (perDay * SHARE_OF_DAY)), Math.ceil((questions * ROOM * 1000) / (perSecond * SHARE_OF_SECOND)))
}

/** What one round costs a list: every target at every resolver, and its three test points for each kind. */
function questionsOf(list: Pick<Blocklist, 'kinds'>, { targets, resolvers }: Counted): number {
  return list.kinds.reduce((sum, kind) => sum + (targets[kind] === 0 ? 0 : targets[kind] + 3), 0) * resolvers
}

/** How many targets a list was asked about, and when the one longest ago was. */
export type AskedState = { list: string; asked: number; oldestAt: Date }
export type TurnOfList = { list: string; roundMs: number; state: AskedState | undefined }
type Turn = { now: Date; stepMs: number; wantedSince: Date | null }

/** Lists that were never asked come so many at a time. */
const FIRST_MAX = 10

/**
 * The lists whose turn it is to be asked about everything, the longest overdue first. Few at a time, so that the questions
 * of an hour are spread over it and not asked in one go; what somebody wants to know now goes before.
 *
 * @param stepMs how long until the next choice
 */
export function listsInTurn(lists: readonly TurnOfList[], { now, stepMs, wantedSince }: Turn): string[] {
  const first = lists.filter(({ state }) => !state).slice(0, FIRST_MAX)
  const isWanted = ({ state }: TurnOfList) => wantedSince !== null && state !== undefined && state.oldestAt < wantedSince
  const overdueMs = ({ state, roundMs }: TurnOfList) => (state ? now.getTime() - state.oldestAt.getTime() - roundMs : 0)
  const due = lists.filter((each) => each.state && !isWanted(each) && overdueMs(each) >= 0).sort((a, b) => overdueMs(b) - overdueMs(a) || a.list.localeCompare(b.list))
  const shareMax = Math.ceil(lists.reduce((sum, { roundMs }) => sum + stepMs / roundMs, 0) * 2 - 1e-9)
  return [...lists.filter(isWanted), ...first, ...due.slice(0, shareMax)].map(({ list }) => list)
}

/** Whether one target is looked at sooner on a list: a first look waits for its second, or something else makes it suspect. */
export function isDueSooner(kept: Pick<KeptListing, 'state' | 'reason' | 'since' | 'checkedAt'> | undefined, { now, isSuspect }: { now: Date; isSuspect: boolean }): boolean {
  if (!kept) return true
  const age = now.getTime() - kept.checkedAt.getTime()
  if (isPending(kept)) return age >= CONFIRM_AFTER_MS
  return isSuspect && age >= SUSPECT_EVERY_MS
}
