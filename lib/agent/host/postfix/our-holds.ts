import type { Ours } from './ours.ts'
import type { WatchTime } from './relay-map.ts'

/** A client may say MAIL, then wait this long with RCPT, where the hold is decided (smtpd_timeout). */
const MAIL_TO_RCPT_MS = 300_000
/** The end of a watch is noted before the map is replaced; mail that comes in between is still held. */
const MAP_CHANGE_MS = 2_000

/**
 * Is a held message ours? Either an act recorded it, or a watch held it: it is of a watched account, arrived while the
 * watch was on, and was not in hold before it. Arrival is MAIL FROM, so it may come before the watch began.
 */
export function isOurHold(
  message: { key: string; account: string | null; arrivedAt: Date },
  ours: Ours,
  watches: WatchTime[],
): boolean {
  return ours.has(message.key) || watches.some((watch) => wasHeldBy(watch, message))
}

function wasHeldBy(watch: WatchTime, message: { key: string; account: string | null; arrivedAt: Date }): boolean {
  const at = message.arrivedAt.getTime()
  if (watch.account !== message.account || watch.heldBefore.includes(message.key)) return false
  return at >= Date.parse(watch.since) - MAIL_TO_RCPT_MS && (watch.until === null || at <= Date.parse(watch.until) + MAP_CHANGE_MS)
}
