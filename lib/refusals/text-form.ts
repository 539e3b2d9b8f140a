import { maskReply } from './mask-reply.ts'
import { prepareReply } from './prepared-reply.ts'

const FORM_MAX = 500

/**
 * What replies have in common that differ in ids, figures, addresses and names of hosts alone: code, enhanced status and
 * words. The same on agent and desk. Takes a redacted reply (redact-reply.ts); empty for one without a word.
 */
export function formOf(redacted: string): string {
  const { code, status, words } = prepareReply(maskReply(withoutIds(redacted)).text)
  return words === '' ? '' : [code, status, words].filter((part) => part !== undefined).join(' ').slice(0, FORM_MAX)
}

const TOKEN = /[\p{L}\d]+(?:[-_][\p{L}\d]+)*/gu
const ID_DIGITS = 5
const ANY_FIGURE = '0'

/** Masks what the rules may want to see as a code (`AB-77123`) but is an id by its length; `TSS04` and `S3150` stand. */
export function withoutIds(text: string): string {
  return text.replace(TOKEN, (token) => (token.length >= ID_DIGITS && token.replace(/\D/g, '').length >= ID_DIGITS ? ANY_FIGURE : token))
}
