import type { Crossing, LimitName, Limits, WindowFigures } from '../../protocol/limits.ts'

/** The figures of a window and, for the share of unknown recipients, all attempts in it. */
export type CountedFigures = WindowFigures & { attempts: number }

/**
 * The first limit that the figures are at or above, or null. `recipientsMax` is a floor that counts only together with
 * `habitFactor` times the account's own habit; an account without a habit has the floor alone.
 */
export function crossedLimit(limits: Limits, figures: CountedFigures): Crossing | null {
  for (const { limit, value, threshold } of limitsReached(limits, figures)) {
    if (threshold !== null && value >= threshold) return { limit, value, threshold, windowSeconds: limits.windowSeconds }
  }
  return null
}

type Measured = { limit: LimitName; value: number; threshold: number | null }

function limitsReached(limits: Limits, figures: CountedFigures): Measured[] {
  const hasUnknownShare = figures.unknownRecipients >= limits.unknownShareMin * Math.max(figures.attempts, 1)
  return [
    { limit: 'undeliverable', value: figures.undeliverableInQueue, threshold: limits.undeliverableMax },
    { limit: 'recipients', value: figures.recipients, threshold: recipientsThreshold(limits, figures.habitRecipients) },
    { limit: 'unknown', value: figures.unknownRecipients, threshold: hasUnknownShare ? limits.unknownMax : null },
    { limit: 'networks', value: figures.networks, threshold: limits.networksMax },
    { limit: 'messages', value: figures.messages, threshold: limits.messagesMax },
  ]
}

function recipientsThreshold(limits: Limits, habit: number | null): number | null {
  if (limits.recipientsMax === null) return null
  return Math.max(limits.recipientsMax, (habit ?? 0) * limits.habitFactor)
}
