import { mailSoftwareOf, seriesOf } from '../hosts/mail-software.ts'
import { ALL_CHECKS, harmOf } from './check-catalogue.ts'

export type ComparedHost = { name: string; kind: string; mtaVersion: string | null; site: string }
export type ComparedState = 'pass' | 'fail' | 'unknown'
/** A host with what its checks say; one that is not named does not apply to it. */
export type ComparedRow = { host: ComparedHost; states: Readonly<Record<string, ComparedState>> }

export const TRAITS = ['kind', 'mtaVersion', 'site'] as const
export type Trait = (typeof TRAITS)[number]

/**
 * What failing hosts have in common. `having`: how many of them; of `unknown` more nobody can tell. `alsoPassing`: how many
 * have it too and pass, 0 sets the failing ones apart, as far as the `passingUnknown` are not among them.
 */
export type SharedTrait = { trait: Trait; value: string; having: number; unknown: number; alsoPassing: number; passingUnknown: number }

export type Difference = {
  check: string
  failing: string[]
  /** Hosts of which it is known whether they pass. */
  known: number
  /** Nobody can tell it of so many. */
  unknown: number
  /** What tells the failing hosts from the others, or what they have in common; empty when there is nothing honest to say. */
  traits: SharedTrait[]
  /** Of so many failing hosts nobody knows the version, and nothing else is said of versions. */
  versionsUnknown: number
  /** The one that fails, where it is one alone. */
  onlyHost: ComparedHost | null
}

/**
 * What fails on some hosts, and what those have that the others have not: their kind, the version of their mail server
 * or of what stands in front of it, their site. Of a single host, and where all fail, nothing is claimed. What harms now comes first, then what fails on most.
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
  const traits = traitsOf(failing, passing)
  const hasVersion = passing.length === 0 || failing.length === 1 || traits.some(({ trait }) => trait === 'mtaVersion')
  return {
    check, traits, failing: failing.map(({ name }) => name), known: failing.length + passing.length, unknown: of('unknown').length,
    versionsUnknown: hasVersion ? 0 : failing.filter(hasUnknownVersion).length,
    onlyHost: failing.length === 1 && passing.length > 0 ? (failing[0] ?? null) : null,
  }
}

/** Those that set apart if there are any; else the one that the fewest passing hosts have too, as long as it says more than chance. */
function traitsOf(failing: ComparedHost[], passing: ComparedHost[]): SharedTrait[] {
  if (failing.length < 2 || passing.length === 0) return []
  const shared = TRAITS.flatMap((trait) => sharedTrait(trait, failing, passing) ?? [])
  const apart = shared.filter(({ alsoPassing }) => alsoPassing === 0)
  if (apart.length > 0) return apart
  return shared.filter(({ having, alsoPassing }) => having === failing.length && alsoPassing < failing.length && alsoPassing < passing.length).toSorted((a, b) => a.alsoPassing - b.alsoPassing).slice(0, 1)
}

/** A kind and a site are shared by all of them; a version also by most, since nobody may know that of the others. */
function sharedTrait(trait: Trait, failing: ComparedHost[], passing: ComparedHost[]): SharedTrait | null {
  const valuesOf = valuesBy[trait]
  const counts = new Map<string, number>()
  for (const value of failing.flatMap(valuesOf)) counts.set(value, (counts.get(value) ?? 0) + 1)
  // Of equal counts the first is the most exact.
  const [value, having] = [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), ['', 0] as const)
  const isMost = trait === 'mtaVersion' && having > 1 && having > failing.length / 2
  if (value === '' || (having < failing.length && !isMost)) return null
  const unknown = (hosts: ComparedHost[]) => (trait === 'mtaVersion' ? hosts.filter(hasUnknownVersion).length : 0)
  return { trait, value, having, unknown: unknown(failing), alsoPassing: passing.filter((host) => valuesOf(host).includes(value)).length, passingUnknown: unknown(passing) }
}

const valuesBy: Record<Trait, (host: ComparedHost) => string[]> = {
  kind: ({ kind }) => [kind],
  site: ({ site }) => (site === '' ? [] : [site]),
  mtaVersion: (host) => [...new Set(mailSoftwareOf(host).flatMap(seriesOf))],
}

function hasUnknownVersion(host: ComparedHost): boolean {
  const software = mailSoftwareOf(host)
  return software.length === 0 || software.some(({ version }) => version === null)
}
