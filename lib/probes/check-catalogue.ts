import { findingIds, type FindingId } from '../protocol/configuration.ts'
import { CHECK_IDS, type CheckId } from '../protocol/probes.ts'

export const CHECK_SOURCES = ['probe', 'round-trip', 'configuration'] as const
export type CheckSource = (typeof CHECK_SOURCES)[number]
/** What a round trip answers: does somebody read this mailbox? */
export const ROUND_TRIP_CHECK_IDS = ['postmaster-read', 'abuse-read'] as const
export type RoundTripCheckId = (typeof ROUND_TRIP_CHECK_IDS)[number]
export type AnyCheckId = CheckId | RoundTripCheckId | FindingId

/** `now`: mail or customers are harmed while it fails. `later`: it will do harm one day, or hides some. */
export type Harm = 'now' | 'later'

const PROBED: Record<CheckId, Harm> = {
  greeting: 'now',
  ehlo: 'now',
  'starttls-offered': 'now',
  'starttls-not-last': 'now',
  'starttls-works': 'now',
  'implicit-tls': 'now',
  certificate: 'now',
  'auth-only-over-tls': 'now',
  'refuses-unknown-recipient': 'now',
  'refuses-relaying': 'now',
  'postmaster-accepted': 'later',
  'abuse-accepted': 'later',
  'reverse-dns': 'now',
  'helo-name': 'later',
}

/** `shownBy`: the look from outside that fails for the same reason; both are one story then. */
const CONFIGURED: Record<FindingId, { harm: Harm; shownBy: CheckId | null }> = {
  'smtps-plain-text': { harm: 'now', shownBy: 'implicit-tls' },
  'smtps-no-certificate': { harm: 'now', shownBy: 'implicit-tls' },
  'spamdyke-logs-nothing': { harm: 'later', shownBy: null },
  'short-queue-ids': { harm: 'later', shownBy: null },
  'lock-map-not-live': { harm: 'now', shownBy: null },
  'lock-hidden-by-master': { harm: 'now', shownBy: null },
  'no-recipient-check': { harm: 'now', shownBy: 'refuses-unknown-recipient' },
}

/** All checks there are, in the order in which they are shown. */
export const ALL_CHECKS: readonly { source: CheckSource; check: AnyCheckId }[] = [
  ...CHECK_IDS.map((check) => ({ source: 'probe' as const, check })),
  ...ROUND_TRIP_CHECK_IDS.map((check) => ({ source: 'round-trip' as const, check })),
  ...findingIds.map((check) => ({ source: 'configuration' as const, check })),
]

export function harmOf(check: string): Harm {
  if (isProbed(check)) return PROBED[check]
  return isConfigured(check) ? CONFIGURED[check].harm : 'later'
}

/** The check that tells the story a failing one belongs to: its own, or the one that shows the same from outside. */
export function storyOf(check: string): string {
  return isConfigured(check) ? (CONFIGURED[check].shownBy ?? check) : check
}

/** The configuration findings that explain why a look from outside fails. */
export function explainedBy(check: string): FindingId[] {
  return findingIds.filter((id) => CONFIGURED[id].shownBy === check)
}

/** Checks of which a row harms now. */
export const HARMING_CHECKS: string[] = ALL_CHECKS.flatMap(({ check }) => (harmOf(check) === 'now' ? [check] : []))

function isProbed(check: string): check is CheckId {
  return Object.hasOwn(PROBED, check)
}

/** Whether a check is of the host's configuration, and hence of no port. */
export function isConfigured(check: string): check is FindingId {
  return Object.hasOwn(CONFIGURED, check)
}
