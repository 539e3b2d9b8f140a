const REPLY_MAX = 500
// A quantifier bounded on both sides of the @: a reply is a stranger's text, and the search stays linear.
const ADDRESS = /[^\s<>()[\]=,;:"']{1,100}@([^\s<>()[\]=,;:"']{1,255})/g

/** A receiver's words with the local part of every address taken out: the domain may be what the refusal is about. */
export function redactReply(reply: string): string {
  return reply.slice(0, 4 * REPLY_MAX).replace(ADDRESS, '…@$1').slice(0, REPLY_MAX)
}
