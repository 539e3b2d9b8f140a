import type { KnownReply } from './known-reply.ts'
import { T_ONLINE_REPLIES, UNITED_INTERNET_REPLIES } from './known-replies-german.ts'
import { APPLE_REPLIES, GOOGLE_REPLIES, YAHOO_REPLIES } from './known-replies-large.ts'
import { MICROSOFT_365_REPLIES, MICROSOFT_CONSUMER_REPLIES } from './known-replies-microsoft.ts'
import { BARRACUDA_GW_REPLIES, CISCO_REPLIES, COMCAST_REPLIES, MAILRU_REPLIES, MIMECAST_REPLIES, ORANGE_REPLIES, PROOFPOINT_REPLIES, YANDEX_REPLIES } from './known-replies-others.ts'

/** By the receiver's id, the narrower ones first. Microsoft's two systems speak through the servers of each other. */
const KNOWN_REPLIES: Record<string, KnownReply[]> = {
  'united-internet': UNITED_INTERNET_REPLIES,
  't-online': T_ONLINE_REPLIES,
  'microsoft-consumer': [...MICROSOFT_CONSUMER_REPLIES, ...MICROSOFT_365_REPLIES],
  'microsoft-365': [...MICROSOFT_365_REPLIES, ...MICROSOFT_CONSUMER_REPLIES],
  google: GOOGLE_REPLIES,
  yahoo: YAHOO_REPLIES,
  apple: APPLE_REPLIES,
  orange: ORANGE_REPLIES,
  laposte: ORANGE_REPLIES,
  comcast: COMCAST_REPLIES,
  mailru: MAILRU_REPLIES,
  yandex: YANDEX_REPLIES,
  proofpoint: PROOFPOINT_REPLIES,
  mimecast: MIMECAST_REPLIES,
  'barracuda-gw': BARRACUDA_GW_REPLIES,
  cisco: CISCO_REPLIES,
}

/** What is known of a receiver's words, in the order in which they are tried; empty for one that was not looked at. */
export function knownReplies(receiver: string): KnownReply[] {
  return KNOWN_REPLIES[receiver] ?? []
}

/** What a reply of this receiver means; undefined when nobody has written that down. */
export function meaningOf(receiver: string, reply: string): KnownReply | undefined {
  return knownReplies(receiver).find(({ pattern }) => pattern.test(reply))
}

/** Every receiver of which something is known. */
export const RECEIVERS_WITH_REPLIES = Object.keys(KNOWN_REPLIES)
