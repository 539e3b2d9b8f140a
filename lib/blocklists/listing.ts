import * as z from 'zod'
import { TARGET_KINDS, type Blocklist, type TargetKind } from './blocklist.ts'
import { knownBlocklist } from './catalogue/catalogue.ts'
import type { UnknownReason } from './reading.ts'
import { speakersOf, trustOf, type Trust } from './trust.ts'

/** A target on a list, as last asked. There is no fourth state. */
export const LISTING_STATES = ['listed', 'clear', 'unknown'] as const
export type ListingState = (typeof LISTING_STATES)[number]

/** What one resolver said of it. */
export const listingEvidence = z.array(z.object({ resolver: z.string(), state: z.enum(LISTING_STATES), codes: z.array(z.string()), reason: z.string().nullable() }))
export type ListingEvidence = z.infer<typeof listingEvidence>

/** One target on one list, as the table has it. */
export type Listing = {
  target: string
  kind: TargetKind
  /** Id of the list. */
  list: string
  state: ListingState
  /** Of the state it is in; of a listing its beginning, also when nobody could tell in between. */
  since: Date
  checkedAt: Date
  /** The last answer that was usable: what to say while the state is unknown, with its age. */
  knownState: 'listed' | 'clear' | null
  knownAt: Date | null
  /** Addresses of the answer. */
  codes: string[]
  meaning: string | null
  /** The list's own words (TXT), a stranger's text. */
  text: string | null
  /** Why it is unknown. */
  reason: UnknownReason | null
  evidence: ListingEvidence
  /** The incident it belongs or last belonged to. */
  incidentNumber: number | null
}

/** A span of time in which a target was listed, or in which nobody could tell. Between them it was clear. */
export type ListingSpell = { target: string; list: string; state: 'listed' | 'unknown'; beganAt: Date; endedAt: Date | null; codes: string[]; text: string | null; reason: string | null }

/** How a list answered its own test points at a resolver. */
export type ListHealth = { list: string; resolver: string; state: 'works' | 'unknown'; reason: UnknownReason | null; since: Date; checkedAt: Date }

/** Weights that this installation may give a list. A list that gives no verdict can be given none. */
export const TRUST_TO_CHOOSE = ['tells-why', 'decides-without-reason', 'ordinary', 'vanity'] as const satisfies Trust[]

/** What this installation decided about a list. */
export type ListSetting = { list: string; isAsked: boolean; trust: Trust | null; reason: string; updatedAt: Date }

/** A list as this installation sees it. */
export type DeskList = {
  list: Blocklist
  /** Whether it is asked: as the setting says, else as the project does (`isAskedUnlessSaid`). */
  isAsked: boolean
  /** Why it cannot be asked, whatever the setting. */
  cannot: 'closed' | 'unpublished' | 'no-key' | 'in-another' | null
  /** What a listing weighs here. */
  trust: Trust
  /** How many lists that are asked share its limits, itself included: limits are an operator's. */
  sharing: number
  setting: ListSetting | null
}

const OPENING_SEVERITIES: readonly Blocklist['severity'][] = ['critical', 'high', 'medium']

/** Lists that give a verdict and are known to live are asked unless somebody says otherwise. */
export function isAskedUnlessSaid(list: Blocklist): boolean {
  return list.status !== 'unclear' && trustOf(list) !== 'no-verdict'
}

/** What a listing weighs: as this installation says, else that of the weightiest list that speaks in the answer's codes. */
export function trustOfListing(list: Blocklist, codes: readonly string[], setting: Pick<ListSetting, 'trust'> | null): Trust {
  if (setting?.trust) return setting.trust
  const trusts = speakersOf(list, codes, knownBlocklist).map(trustOf)
  return TRUST_ORDER.find((trust) => trusts.includes(trust)) ?? trustOf(list)
}
const TRUST_ORDER: readonly Trust[] = ['tells-why', 'decides-without-reason', 'ordinary', 'vanity', 'no-verdict']

/**
 * Whether a listing opens an incident: on a list that tells why, or that receivers refuse by; on an ordinary one when it
 * hurts more than little, or when this installation gave it that weight. Vanity lists and those that give no verdict open nothing.
 */
export function opensIncident(list: Blocklist, codes: readonly string[], setting: Pick<ListSetting, 'trust'> | null): boolean {
  const trust = trustOfListing(list, codes, setting)
  if (trust !== 'ordinary') return trust === 'tells-why' || trust === 'decides-without-reason'
  return setting?.trust === 'ordinary' || speakersOf(list, codes, knownBlocklist).some((each) => OPENING_SEVERITIES.includes(each.severity))
}

/** One operator's lists about one target are one opinion: how many there are. */
export function countOpinions(listings: readonly Pick<Listing, 'target' | 'list'>[]): number {
  return new Set(listings.map(({ target, list }) => `${target} ${knownBlocklist(list)?.family ?? list}`)).size
}

const CAUSE = 'target:'

/** All lists that name one address or one domain are one story. */
export function listingCause(target: string): string {
  return `${CAUSE}${target}`
}

/** The address or the domain in a cause; null for a cause of another kind. */
export function targetOfCause(causeKey: string): string | null {
  return causeKey.startsWith(CAUSE) ? causeKey.slice(CAUSE.length) : null
}

export function readTargetKind(text: string): TargetKind {
  const kind = TARGET_KINDS.find((one) => one === text)
  if (!kind) throw new Error(`no kind of target: ${text}`)
  return kind
}

export function readListingState(text: string): ListingState {
  const state = LISTING_STATES.find((one) => one === text)
  if (!state) throw new Error(`no state of a listing: ${text}`)
  return state
}
