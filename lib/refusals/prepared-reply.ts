/** A masked reply, laid out for the rules. */
export interface PreparedReply {
  /** All of it, URLs too. */
  full: string
  /** Its words alone: no URL, code or punctuation, umlauts written out. */
  words: string
  /** The lines of a longer reply, from the last one up. */
  lines: () => string[]
  /** The reply code, such as 550. */
  code: string | undefined
  /** The enhanced status code, such as 5.1.1. */
  status: string | undefined
  /** Whether it answers the sender's address alone, so that no recipient can be meant. */
  isOnSender: boolean
}

const CODE = /(?:^|[^\w.#$])([45]\d\d)(?=[\s;:]|$)/
const STATUS = /(?:^|[^\w.])([45]\.[0-7]\.\d{1,3})(?![\w.])/
/** What our own mail server says before the words of the other side. */
const OWN_WORDS = /\b(?:said|talk to me|smtp error from remote mail(?:er| server) after [^\n]*?|greeting failed)\s*:/
const REPLY_CUT = /^[^\n]*?(?=(?:^|[^\w.#])[45]\d\d[\s;:])/
const STAGE = /\(?in reply to [a-z ]{2,30}command\)?/g
const ON_SENDER = /\bin reply to mail from command|\bremote mail(?:er| server) after (?:pipelined )?mail from\b/
const URL = /(?:https?|to?https?):\/\/[^\s<>]*/g
const UMLAUTS: Record<string, string> = {
  ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', Ä: 'ae', Ö: 'oe', Ü: 'ue',
  à: 'a', á: 'a', â: 'a', ç: 'c', è: 'e', é: 'e', ê: 'e', í: 'i', î: 'i', ñ: 'n', ó: 'o', ô: 'o', ú: 'u', û: 'u',
}

const ACCENTED = /[äöüßÄÖÜàáâçèéêíîñóôúû]/g

/** Lays a masked reply out for the rules: without our own server's words, its lines apart, its codes found. */
export function prepareReply(masked: string): PreparedReply {
  const full = withoutOwnWords(masked.replace(STAGE, '').replace(ACCENTED, (letter) => UMLAUTS[letter] as string))
  return {
    full,
    lines: () => full.split(/\n|(?=(?:^|\s)[45]\d\d\s)/).filter((line) => line.trim() !== '').reverse(),
    words: wordsOf(full),
    code: CODE.exec(full)?.[1],
    status: STATUS.exec(full)?.[1],
    isOnSender: ON_SENDER.test(masked),
  }
}

function withoutOwnWords(text: string): string {
  return OWN_WORDS.test(text) ? text.replace(REPLY_CUT, '') : text
}

/** The words of a text, one blank between them. */
export function wordsOf(text: string): string {
  return text.replace(URL, ' ').replace(/['’`]/g, '').replace(/(^|[^\w.])[45](?:\d\d|\.\d\d?\.\d{1,3})(?![\w.])/g, '$1 ')
    .replace(/[^\p{L}\d#@$]+/gu, ' ').trim()
}
