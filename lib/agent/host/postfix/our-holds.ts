import { messageKey, type QueuedMessage } from '../../../protocol/messages.ts'
import type { WatchTime } from './relay-map.ts'

/** A client may say MAIL, then wait this long with RCPT, where the hold is decided (smtpd_timeout). */
const MAIL_TO_RCPT_MS = 300_000
/** The end of a watch is noted before the map is replaced; mail that comes in between is still held. */
const MAP_CHANGE_MS = 2_000

/**
 * Is a held message that no act has recorded held by a watch of ours? It is of a watched account, arrived while the
 * watch was on, and was not in hold before it. Arrival is MAIL FROM, so it may come before the watch began.
 */
export function isHeldByWatch(message: QueuedMessage, watches: WatchTime[]): boolean {
  const at = Date.parse(message.arrivedAt)
  return watches.some(({ account, since, until, heldBefore }) => {
    if (account !== message.account || heldBefore.includes(messageKey(message))) return false
    return at >= Date.parse(since) - MAIL_TO_RCPT_MS && (until === null || at <= Date.parse(until) + MAP_CHANGE_MS)
  })
}
