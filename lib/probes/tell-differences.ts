import { ALL_CHECKS, harmOf } from './check-catalogue.ts'

export type ComparedHost = { name: string; kind: string; mtaVersion: string | null; site: string }
export type ComparedState = 'pass' | 'fail' | 'unknown'
/** A host with what its checks say; one that is not named does not apply to it. */
export type ComparedRow = { host: ComparedHost; states: Readonly<Record<string, ComparedState>> }

export const TRAITS = ['kind', 'mtaVersion', 'site'] as const
export type Trait = (typeof TRAITS)[number]

/** What all failing hosts have. `alsoPassing`: how many have it too and pass; 0 sets the failing ones apart. */
export type SharedTrait = { trait: Trait; value: string; alsoPassing: number }

export type Difference = {
  check: string
  failing: string[]
  /** Hosts of which it is known whether they pass. */
  known: number
  /** Nobody can tell it of so many. */
  unknown: number
  /** What tells the failing hosts from the others, or what they have in common; empty when there is nothing honest to say. */
  traits: SharedTrait[]
}

/**
 * What fails on some hosts, and what those have that the others have not: their kind, the version of their mail server,
 * their site. Of a single host, and where all fail, nothing is claimed. What harms now comes first, then what fails on most.
 */
export function tellDifferences(rows: readonly ComparedRow[]): Difference[] {
  return ALL_CHECKS.flatMap(({ check }) => differenceOf(check, rows) ?? []).sort((a, b) => weight(a) - weight(b) || b.failing.length - a.failing.length)
}

function weight({ check }: Difference): number {
  return harmOf(check) === 'now' ? 0 : 1
}

function differenceOf(check: string, rows: readonly ComparedRow[]): Difference | null {
  const of = (state: ComparedState) => rows.filter(({ states }) => states[check] === state).map(({ host }) => host)
  const [failing, passing] = [of('fail'), of('pass')]
  if (failing.length === 0) return null
  return { check, failing: failing.map(({ name }) => name), known: failing.length + passing.length, unknown: of('unknown').length, traits: traitsOf(failing, passing) }
}

/** Those that set apart if there are any; else the one that the fewest passing hosts have too, as long as it says more than chance. */
function traitsOf(failing: ComparedHost[], passing: ComparedHost[]): SharedTrait[] {
  if (failing.length < 2 || passing.length === 0) return []
  const shared = TRAITS.flatMap((trait) => sharedTrait(trait, failing, passing) ?? [])
  const apart = shared.filter(({ alsoPassing }) => alsoPassing === 0)
  if (apart.length > 0) return apart
  return shared.filter(({ alsoPassing }) => alsoPassing < failing.length && alsoPassing < passing.length).toSorted((a, b) => a.alsoPassing - b.alsoPassing).slice(0, 1)
}

function sharedTrait(trait: Trait, failing: ComparedHost[], passing: ComparedHost[]): SharedTrait | null {
  const value = failing[0]?.[trait]
  if (!value || failing.some((host) => host[trait] !== value)) return null
  return { trait, value, alsoPassing: passing.filter((host) => host[trait] === value).length }
}
