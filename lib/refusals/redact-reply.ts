export const REPLY_MAX = 500
/** So much of a reply is looked at, whatever its length. */
const LOOKED_AT = 4 * REPLY_MAX
// A quantifier bounded on both sides of the @: a reply is a stranger's text, and the search stays linear.
const ADDRESS = /[^\s<>()[\]=,;:"']{1,100}@([^\s<>()[\]=,;:"']{1,255})/g

/** A receiver's words with the local part of every address taken out: the domain may be what the refusal is about. */
export function redactReply(reply: string): string {
  return withoutLocalParts(reply).slice(0, REPLY_MAX)
}

/** The same, as much of it as is ever looked at. */
export function withoutLocalParts(reply: string): string {
  return reply.slice(0, LOOKED_AT).replace(ADDRESS, '…@$1')
}
