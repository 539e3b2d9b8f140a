import type { Check } from '../protocol/probes.ts'
import { classifyReply } from '../refusals/classify-reply.ts'
import type { RefusalClass } from '../refusals/refusal.ts'
import { failed, passed, unknown } from './make-check.ts'
import { isPositive, isRefusal, isTemporary, type Reply } from './reply.ts'

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

/** What a reply means, as for refusals of receivers. */
function classOf(reply: Reply): RefusalClass {
  return classifyReply(reply.lines.join(' ')).class
}

/** Whether a refusal says that the recipient does not exist. */
export function saysNoSuchUser(reply: Reply): boolean {
  const meaning = classOf(reply)
  const isOfMailbox = reply.code === 550 || reply.code === 551 || reply.code === 553
  return meaning === 'unknown_user' || meaning === 'disabled' || (meaning === 'unknown' && isOfMailbox)
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

/** Refusals that are about us, or come before the question of relaying: whoever else asks may get another answer. */
const NOT_ABOUT_RELAYING: readonly RefusalClass[] = [
  'ip_block', 'reputation_ip', 'reputation_domain', 'dynamic_ip', 'domain_block', 'bad_domain', 'bad_sender', 'rdns', 'helo', 'rate', 'conn_limit', 'greylist', 'tls',
  'system', 'network', 'protocol', 'size', 'content', 'virus', 'expired',
]

/** Postfix on a port where only those who have signed in may go on (`smtpd_client_restrictions`). */
const LOGIN_FIRST = /client host rejected: access denied/i

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
  const meaning = classOf(reply)
  // Postfix as Debian installs it: `454 4.7.1 Relay access denied`.
  if (isTemporary(reply)) return meaning === 'relay'
  if (!isRefusal(reply)) return false
  if (reply.code === 530 || meaning === 'auth' || LOGIN_FIRST.test(reply.lines.join(' '))) return true
  return at === 'RCPT' && !NOT_ABOUT_RELAYING.includes(meaning)
}
