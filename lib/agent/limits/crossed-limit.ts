import type { Crossing, LimitName, Limits, WindowFigures } from '../../protocol/limits.ts'

/** The figures of a window and, for the share of unknown recipients, all attempts in it. */
export type CountedFigures = WindowFigures & { attempts: number }

/**
 * The first limit that the figures are at or above, or null. `recipientsMax` is a floor that counts only together with
 * `habitFactor` times the account's own habit; an account without a habit has the floor alone.
 */
export function crossedLimit(limits: Limits, figures: CountedFigures): Crossing | null {
  return (
    reached(limits, 'undeliverable', figures.undeliverableInQueue, limits.undeliverableMax) ??
    reached(limits, 'recipients', figures.recipients, recipientsThreshold(limits, figures.habitRecipients)) ??
    reached(limits, 'unknown', figures.unknownRecipients, hasUnknownShare(limits, figures) ? limits.unknownMax : null) ??
    reached(limits, 'networks', figures.networks, limits.networksMax) ??
    reached(limits, 'messages', figures.messages, limits.messagesMax)
  )
}

function reached(limits: Limits, limit: LimitName, value: number, threshold: number | null): Crossing | null {
  if (threshold === null || value < threshold) return null
  return { limit, value, threshold, windowSeconds: limits.windowSeconds }
}

function hasUnknownShare(limits: Limits, figures: CountedFigures): boolean {
  return figures.unknownRecipients >= limits.unknownShareMin * Math.max(figures.attempts, 1)
}

function recipientsThreshold(limits: Limits, habit: number | null): number | null {
  if (limits.recipientsMax === null) return null
  return Math.max(limits.recipientsMax, (habit ?? 0) * limits.habitFactor)
}
