import type { LockEvidence } from './relay-lock.ts'

/** Below this share of unknown recipients a burst looks like a newsletter: stolen lists have far more dead addresses. */
const UNKNOWN_SHARE_HONEST = 0.02
/** Spam of a stolen password comes from many networks; a newsletter from one or two. */
const NETWORKS_HONEST = 2

/** Whether the figures speak for honest mail that only went over a limit. A hint for the order of things, no decision. */
export function looksHonest({ crossing, figures }: LockEvidence): boolean {
  if (!crossing || !figures || figures.recipients === 0) return false
  const isAboutNumbers = crossing.limit === 'recipients' || crossing.limit === 'messages'
  return isAboutNumbers && figures.unknownRecipients / figures.recipients < UNKNOWN_SHARE_HONEST && figures.networks <= NETWORKS_HONEST
}
