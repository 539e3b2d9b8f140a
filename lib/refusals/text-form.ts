import { maskReply } from './mask-reply.ts'
import { prepareReply } from './prepared-reply.ts'

const FORM_MAX = 500

/**
 * What replies have in common that differ in ids, figures, addresses and names of hosts alone: code, enhanced status and
 * words. The same on agent and desk. Takes a redacted reply (redact-reply.ts); empty for one without a word.
 */
export function formOf(redacted: string): string {
  const { code, status, words } = prepareReply(maskReply(redacted).text)
  return words === '' ? '' : [code, status, withoutIds(words)].filter((part) => part !== undefined).join(' ').slice(0, FORM_MAX)
}

const WITH_FIGURES = /[\p{L}]*\d[\p{L}\d]*/gu
const ID_DIGITS = 5
const FIGURE_DIGITS = 4

/** Masks what the rules may want to see as a code (`AB77123`) but is an id by its length; `TSS04` and `S3150` stand. */
export function withoutIds(words: string): string {
  return words.replace(WITH_FIGURES, (word) => {
    const digits = word.replace(/\D/g, '').length
    return digits >= ID_DIGITS || (digits === word.length && digits >= FIGURE_DIGITS) ? '#' : word
  })
}
