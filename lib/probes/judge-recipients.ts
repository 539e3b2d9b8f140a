import type { Check } from '../protocol/probes.ts'
import { failed, passed, unknown } from './make-check.ts'
import { enhancedCodeOf, isPositive, isRefusal, isTemporary, textsOf, type Reply } from './reply.ts'

/** What came of one recipient in a transaction of its own, which ended before any mail. */
export interface Tried {
  recipient: string
  /** The reply to RCPT, or that to MAIL where it went no further. */
  reply?: Reply
  at: 'MAIL' | 'RCPT'
  /** Why there was no reply. */
  reason: string
  /** The lines of it. */
  lines: string[]
}

export interface TriedRecipients {
  postmaster: Tried
  abuse: Tried
  unknown: Tried
}

const NO_SUCH_USER = /unknown (user|recipient|local)|(user|recipient|mailbox|account|address)\b.{0,40}(unknown|not (found|exist|known|here|local)|does ?n[o']t exist|unavailable|disabled|inactive)|no (such|mailbox)|doesn't have|not a valid|invalid (recipient|mailbox|user|address)|unrouteable|not our customer|validrcptto|chkuser/i
/** Refusals that are about us, the domain or a missing login, and say nothing about one recipient. */
const ABOUT_OTHERS = /relay|rcpthosts|authenticat|auth(orization)? required|must issue|starttls|block(ed|list| list)|black ?list|banned|spam|policy|dnsbl|rbl|client host|your (ip|host|address)|reverse|ptr\b|helo/i

/** Whether a refusal says that the recipient does not exist. */
export function saysNoSuchUser(reply: Reply): boolean {
  const enhanced = enhancedCodeOf(reply) ?? enhancedInText(reply)
  const text = textsOf(reply).join(' ')
  // Exchange refuses unknown recipients so.
  if (enhanced === '5.4.1' && /recipient address rejected/i.test(text)) return true
  if (enhanced !== undefined && /^5\.1\.(1|0|3|6)$/.test(enhanced)) return true
  if (NO_SUCH_USER.test(text)) return !/relay|rcpthosts/i.test(text)
  const isOfMailbox = reply.code === 550 || reply.code === 551 || reply.code === 553
  return isOfMailbox && !(enhanced?.startsWith('5.7.') ?? false) && !ABOUT_OTHERS.test(text)
}

/** qmail writes the code at the end: `(#5.1.1)`. */
function enhancedInText(reply: Reply): string | undefined {
  return /#(5\.\d{1,3}\.\d{1,3})/.exec(textsOf(reply).join(' '))?.[1]
}

/** The checks about recipients of a domain that the host takes mail for. Each is judged in the light of the others. */
export function judgeRecipients({ postmaster, abuse, unknown: nobody }: TriedRecipients): Check[] {
  const isSomebodyTaken = [postmaster, abuse].some(({ at, reply }) => at === 'RCPT' && reply !== undefined && isPositive(reply))
  const isAnybodyTaken = isSomebodyTaken || (nobody.at === 'RCPT' && nobody.reply !== undefined && isPositive(nobody.reply))
  return [
    judgeNobody(nobody, isSomebodyTaken),
    judgeMustAccept('postmaster-accepted', postmaster, isAnybodyTaken),
    judgeMustAccept('abuse-accepted', abuse, isAnybodyTaken),
  ]
}

function judgeNobody(tried: Tried, isSomebodyTaken: boolean): Check {
  const id = 'refuses-unknown-recipient'
  const { reply, at, lines, reason, recipient } = tried
  if (!reply) return unknown(id, { finding: 'conversation-ended', parameters: { reason }, lines })
  const parameters = { code: String(reply.code), recipient }
  if (isTemporary(reply)) return unknown(id, { finding: 'temporary', parameters, lines })
  if (at === 'RCPT' && isPositive(reply)) return failed(id, { finding: 'unknown-accepted', cure: 'recipient-list', parameters, lines })
  if (at === 'RCPT' && isRefusal(reply) && (isSomebodyTaken || saysNoSuchUser(reply))) return passed(id, { finding: 'unknown-refused', parameters, lines })
  return unknown(id, { finding: 'all-refused', parameters, lines })
}

function judgeMustAccept(id: 'postmaster-accepted' | 'abuse-accepted', tried: Tried, isAnybodyTaken: boolean): Check {
  const { reply, at, lines, reason, recipient } = tried
  if (!reply) return unknown(id, { finding: 'conversation-ended', parameters: { reason }, lines })
  const parameters = { code: String(reply.code), recipient }
  if (isTemporary(reply)) return unknown(id, { finding: 'temporary', parameters, lines })
  if (at === 'RCPT' && isPositive(reply)) return passed(id, { finding: 'recipient-accepted', parameters, lines })
  const isMeant = at === 'RCPT' && isRefusal(reply) && (isAnybodyTaken || saysNoSuchUser(reply))
  if (isMeant) return failed(id, { finding: 'recipient-refused', cure: id === 'abuse-accepted' ? 'accept-abuse' : 'accept-postmaster', parameters, lines })
  return unknown(id, { finding: 'all-refused', parameters, lines })
}

/** A refusal because the domain does not exist or takes no mail comes before the question of relaying. */
const ABOUT_DOMAIN = /domain (not found|does not exist|name not|.{0,30}(not found|no mx|no valid))|null ?mx|does not accept mail|unrouteable|no such domain|host (unknown|not found)/i
const ABOUT_US = /block(ed|list| list)|black ?list|banned|listed (at|in|on|by)|dnsbl|\brbl\b|spamhaus|your (ip|host|address)/i
/** Postfix as Debian installs it: `454 4.7.1 Relay access denied`. */
const REFUSED_FOR_NOW = /relay(ing)? (access )?(is )?(denied|not permitted|not allowed|prohibited)/i

/** `tries`: foreign recipients, each with another sender; one that is accepted is enough. */
export function judgeRelaying(tries: readonly Tried[], from: string): Check {
  const id = 'refuses-relaying'
  const accepted = tries.find(({ at, reply }) => at === 'RCPT' && reply !== undefined && isPositive(reply))
  const lines = tries.flatMap((each) => each.lines)
  if (accepted) return failed(id, { finding: 'relaying-accepted', cure: 'no-open-relay', parameters: { recipient: accepted.recipient, from }, lines: accepted.lines })
  const doubtful = tries.find((each) => !refusesRelaying(each))
  if (tries.length === 0 || (doubtful && !doubtful.reply)) return unknown(id, { finding: 'conversation-ended', parameters: { reason: doubtful?.reason ?? 'nothing was tried' }, lines })
  if (doubtful?.reply) return unknown(id, { finding: isTemporary(doubtful.reply) ? 'temporary' : 'all-refused', parameters: { code: String(doubtful.reply.code) }, lines })
  return passed(id, { finding: 'relaying-refused', parameters: { code: String(tries[0]?.reply?.code) }, lines })
}

function refusesRelaying({ reply, at }: Tried): boolean {
  if (!reply) return false
  const text = textsOf(reply).join(' ')
  if (isTemporary(reply)) return REFUSED_FOR_NOW.test(text)
  if (!isRefusal(reply)) return false
  if (reply.code === 530 || /authenticat|auth(orization)? required|log ?in/i.test(text)) return true
  if (at === 'MAIL' || ABOUT_US.test(text) || ABOUT_DOMAIN.test(text)) return false
  return !/^5\.(1\.2|1\.10|4\.4)$/.test(enhancedCodeOf(reply) ?? '')
}
