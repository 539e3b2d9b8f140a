/**
 * Whether a refusal says that the recipient does not exist: enhanced code 5.1.1 or 5.1.10 (RFC 3463), or, of servers
 * without codes, their words. qmail logs blanks as `_`.
 */
export function isUnknownUser(reply: string): boolean {
  if (/(^|[^\d.])5\.1\.(1|10)([^\d.]|$)/.test(reply)) return true
  if (!/(^|[^\d])55[0-9]([^\d]|$)/.test(reply) && !reply.startsWith('Sorry')) return false
  return WORDS.test(reply.replaceAll('_', ' '))
}

const WORDS = /user (is )?unknown|unknown user|no such (user|mailbox|recipient)|unknown (recipient|mailbox)|(user|mailbox|recipient|address) (not found|does not exist|doesn't exist)|no mailbox here by that name|invalid (recipient|mailbox)/i
