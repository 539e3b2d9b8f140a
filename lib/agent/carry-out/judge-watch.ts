import type { QueuedMessage } from '../../protocol/messages.ts'
import type { Watch, WatchBreach } from '../journal/journal-watches.ts'

const TEN_SECONDS_MAX = 600

/** The first threshold that a watch's figures are above, or null. */
export function watchBreach(watch: Pick<Watch, 'figures' | 'wish'>): WatchBreach | null {
  const { figures, wish } = watch
  if (figures.arrived > wish.mailsMax) return { limit: 'mails', value: figures.arrived, threshold: wish.mailsMax }
  if (figures.recipients > wish.recipientsMax) return { limit: 'recipients', value: figures.recipients, threshold: wish.recipientsMax }
  if (figures.unknownRecipients > wish.unknownMax) return { limit: 'unknown', value: figures.unknownRecipients, threshold: wish.unknownMax }
  return null
}

/**
 * Whether a mail came in under this watch: not before it (logs may tell whole seconds only), not held by somebody else,
 * and not after it was opened.
 */
export function isUnder(watch: Pick<Watch, 'step' | 'notedAt' | 'foreignHolds'>, accepted: { id: string; at: Date }): boolean {
  if (watch.step === 'opening' || watch.step === 'withdrawn') return false
  const notedSecond = Math.floor(Date.parse(watch.notedAt) / 1000) * 1000
  return accepted.at.getTime() >= notedSecond && !watch.foreignHolds.includes(accepted.id)
}

/** Counts a mail that arrived, also in its ten seconds since the watch began. */
export function countArrival(watch: Watch, at: Date): void {
  watch.figures.arrived += 1
  const sinceMs = watch.beganAt === null ? 0 : at.getTime() - Date.parse(watch.beganAt)
  const slot = Math.min(Math.max(Math.floor(sinceMs / 10_000), 0), TEN_SECONDS_MAX - 1)
  while (watch.figures.perTenSeconds.length <= slot) watch.figures.perTenSeconds.push(0)
  watch.figures.perTenSeconds[slot] = (watch.figures.perTenSeconds[slot] ?? 0) + 1
}

/**
 * What lies held is counted on the host itself: a log that lags or lost lines must not open a relay, and Postfix logs no
 * recipients of held mail. The figures become the larger of both.
 */
export function countHeld(watch: Watch, held: QueuedMessage[]): void {
  const recipients = held.reduce((n, message) => n + message.recipients.length, 0)
  watch.figures.arrived = Math.max(watch.figures.arrived, held.length)
  watch.figures.recipients = Math.max(watch.figures.recipients, recipients)
}

/** So long after a watch a client that was past RCPT may still end its DATA (RFC 5321, 4.5.3.2: ten minutes, with a margin). */
export const LATE_MAIL_MS = 30 * 60_000
/** A mail's arrival may be its MAIL FROM; so long may a client wait before the RCPT that is held (RFC 5321, 4.5.3.2.3). */
const MAIL_TO_RCPT_MS = 300_000
const CHANGE_MS = 2000

/** Held for a watch that has ended since: begun while it was on, finished after. Nobody else would ever let it go on. */
export function isLateOf(watch: Watch, message: QueuedMessage): boolean {
  if (message.place !== 'hold' || watch.endedAt === null || watch.foreignHolds.includes(message.id)) return false
  const at = Date.parse(message.arrivedAt)
  return at >= Date.parse(watch.notedAt) - MAIL_TO_RCPT_MS && at <= Date.parse(watch.endedAt) + CHANGE_MS
}

/** Held by the watch, not by somebody else before it. */
export function heldByWatch(watch: Watch, found: QueuedMessage[]): QueuedMessage[] {
  return found.filter((message) => message.place === 'hold' && !watch.foreignHolds.includes(message.id))
}
