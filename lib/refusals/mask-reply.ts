import { KEPT_LABELS } from './kept-labels.ts'

/** What is looked at of a reply: the beginning, and the end of a longer one (its last line may decide). */
const HEAD = 1_536
const TAIL = 512

/** Kinds of characters: what runs through a word, what ends it, what joins words of a name or address. */
const SPACE = 0
const LETTER = 1
const DIGIT = 2
const JOINT = 3
const OTHER = 4
const kindOf = new Uint8Array(128).fill(SPACE)
for (let code = 97; code <= 122; code++) kindOf[code] = kindOf[code - 32] = LETTER
for (let code = 48; code <= 57; code++) kindOf[code] = DIGIT
for (const joint of '.-@') kindOf[joint.charCodeAt(0)] = JOINT
for (const other of "'=?&/:[]()#") kindOf[other.charCodeAt(0)] = OTHER

const foldOf = Uint8Array.from({ length: 128 }, (_, code) => (isCapital(code) ? code + 32 : code))

const MASKED = 35
const ADDRESS = 64
const NAME = 36
const BLANK = 32
const AT = 64
const DOT = 46
const UNDERSCORE = 95
const BACKSLASH = 92
const LETTER_N = 110

/** One masked reply: a number that equal masked texts share, and the text itself when it was asked for. */
export interface Masked {
  key: number
  text: string
}

const state = { low: 0, high: 0, wantsText: false, parts: [] as string[] }

/** A number that two replies share when they differ in ids, addresses, names of hosts and figures alone. */
export function keyOf(reply: string): number {
  state.wantsText = false
  return scan(bounded(reply))
}

/** The reply with ids, addresses, names of hosts and figures masked, in lower case. */
export function maskReply(reply: string): Masked {
  state.wantsText = true
  state.parts = []
  const key = scan(bounded(reply))
  const text = state.parts.join('').toLowerCase()
  state.parts = []
  return { key, text }
}

function bounded(reply: string): string {
  return reply.length <= HEAD + TAIL ? reply : `${reply.slice(0, HEAD)}\n${reply.slice(-TAIL)}`
}

function scan(text: string): number {
  state.low = 0x811c9dc5 | 0
  state.high = 0x9747b28c | 0
  const end = text.length
  let at = 0
  let gap = false
  while (at < end) {
    const code = text.charCodeAt(at)
    const kind = code < 128 ? kindOf[code] as number : LETTER
    if (kind === LETTER || kind === DIGIT) {
      if (gap) take(BLANK)
      gap = false
      at = scanWord(text, at, end)
    } else if (kind === OTHER) {
      if (gap) take(BLANK)
      gap = false
      take(code)
      at++
    } else {
      gap = true
      // Exim writes the lines of a reply in one, with a backslash and an n between them.
      const isWrittenBreak = code === BACKSLASH && text.charCodeAt(at + 1) === LETTER_N
      if (code === 10 || isWrittenBreak) take(10)
      at += isWrittenBreak ? 2 : 1
    }
  }
  return (state.low >>> 0) * 0x200000 + (state.high >>> 11)
}

/** Takes in one character. */
function take(code: number): void {
  reckon(code)
  if (state.wantsText) state.parts.push(String.fromCharCode(code))
}

function reckon(code: number): void {
  state.low = Math.imul(state.low ^ code, 0x01000193)
  state.high = Math.imul(state.high + code, 0x5bd1e995) ^ (state.high >>> 13)
}

/**
 * A word is a run of letters and digits, with dots, hyphens and @ inside of it. Letters alone are taken as they are;
 * an address, the name of a host, an IP address, an id or a figure by one character that stands for its kind.
 */
function scanWord(text: string, from: number, end: number): number {
  if (isGluedCode(text, from)) {
    takeAll(text, from, from + 3)
    take(BLANK)
    return from + 4
  }
  let at = from
  let letters = 0
  let digits = 0
  let dots = 0
  let isAddress = false
  // The number of the word as it stands is reckoned on the way: most words are nothing but letters.
  let low = state.low
  let high = state.high
  for (; at < end; at++) {
    const code = text.charCodeAt(at)
    const kind = code < 128 ? kindOf[code] as number : LETTER
    if (kind === LETTER) {
      const folded = code < 128 ? foldOf[code] as number : code
      low = Math.imul(low ^ folded, 0x01000193)
      high = Math.imul(high + folded, 0x5bd1e995) ^ (high >>> 13)
      letters++
    } else if (kind === DIGIT) digits++
    else if (kind === JOINT && at + 1 < end && isWordly(text.charCodeAt(at + 1))) {
      if (code === AT) isAddress = true
      else if (code === DOT) dots++
    } else break
  }
  if (letters === at - from) {
    state.low = low
    state.high = high
    if (state.wantsText) state.parts.push(text.slice(from, at))
  } else if (isAddress) take(ADDRESS)
  else if (letters === 0) takeFigure(text, from, at, digits, dots)
  else if (dots > 0 && looksLikeName(text, from, at)) takeName(text, from, at)
  else takeWord(text, from, at, digits, letters)
  return at
}

function isWordly(code: number): boolean {
  const kind = code < 128 ? kindOf[code] as number : LETTER
  return kind === LETTER || kind === DIGIT
}

/** `550-Requested`, `550-5.1.1`: the code of a line that another follows, glued to what it says. */
function isGluedCode(text: string, from: number): boolean {
  const first = text.charCodeAt(from)
  if ((first !== 52 && first !== 53) || text.charCodeAt(from + 3) !== 45) return false
  return isDigit(text.charCodeAt(from + 1)) && isDigit(text.charCodeAt(from + 2))
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

/** The name of a host ends in a letter; two sentences with nothing between them (`again.Please`) are no name. */
function looksLikeName(text: string, from: number, end: number): boolean {
  const last = text.charCodeAt(end - 1) | 32
  if (last < 97 || last > 122) return false
  for (let at = from + 1; at < end - 1; at++) {
    if (text.charCodeAt(at) === DOT && isCapital(text.charCodeAt(at + 1)) && !isCapital(text.charCodeAt(at - 1))) return false
  }
  return true
}

function isCapital(code: number): boolean {
  return code >= 65 && code <= 90
}

/** Reply codes and enhanced status codes stand; every other figure is any figure. */
function takeFigure(text: string, from: number, end: number, digits: number, dots: number): void {
  const first = text.charCodeAt(from)
  const isRefusal = first === 52 || first === 53
  const isCode = isRefusal && dots === 0 && digits === 3 && end - from === 3
  const isStatus = isRefusal && dots === 2 && digits <= 7 && text.charCodeAt(from + 1) === DOT
  const isPartOfCode = digits === 3 && dots === 0 && text.charCodeAt(from - 1) === UNDERSCORE
  if (isCode || isStatus || isPartOfCode) takeAll(text, from, end)
  else take(MASKED)
}

/** Of a host's name only the labels that mean something to us stand: those of lists, services and receivers. */
function takeName(text: string, from: number, end: number): void {
  let known = false
  let begin = from
  let hash = 0
  for (let at = from; at <= end; at++) {
    const code = at < end ? text.charCodeAt(at) : DOT
    if (code === DOT || code === 45) {
      if (KEPT_LABELS.has(hash)) {
        if (known) take(DOT)
        takeAll(text, begin, at)
        known = true
      }
      begin = at + 1
      hash = 0
    } else hash = (Math.imul(hash, 31) + (code | 32)) | 0
  }
  if (!known) take(NAME)
}

/** Words with figures in them are ids, but for short codes in capitals (`TSS04`, `S3150`) and what follows `c=`. */
function takeWord(text: string, from: number, end: number, digits: number, letters: number): void {
  if (digits === 0 || isReplyText(text, from, end, letters)) return takeAll(text, from, end)
  take(MASKED)
}

function isReplyText(text: string, from: number, end: number, letters: number): boolean {
  if (end - from > 10) return false
  if (text.charCodeAt(from - 1) === 61 && text.charCodeAt(from - 2) === 99) return true
  let at = from
  while (at < end && isCapital(text.charCodeAt(at))) at++
  return at - from === letters && letters <= 7
}

function takeAll(text: string, from: number, end: number): void {
  for (let at = from; at < end; at++) {
    const code = text.charCodeAt(at)
    reckon(isCapital(code) ? code + 32 : code)
  }
  if (state.wantsText) state.parts.push(text.slice(from, end))
}
