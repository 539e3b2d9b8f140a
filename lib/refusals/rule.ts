import type { PreparedReply } from './prepared-reply.ts'
import type { RefusalClass, RefusalScope } from './refusal.ts'

/** One rule: when its pattern is found, the reply means what it says. */
export interface RefusalRule {
  id: string
  class: RefusalClass
  scope: RefusalScope
  /** Undefined: the reply's code decides. */
  permanent: boolean | undefined
  pattern: RegExp
  /** Looked for in the whole reply with its URLs instead of in its words. */
  onFull: boolean
  /** First four letters of words, of which the reply must have one: a cheap way to leave most rules untried. */
  stems: string[]
}

type Meaning = [id: string, refusal: RefusalClass, scope: RefusalScope, permanent?: boolean]

/** A rule on the words of a reply. Stems are the first four letters of words that every match has one of. */
export function onWords(meaning: Meaning, stems: string, pattern: RegExp): RefusalRule {
  return rule(meaning, stems, pattern, false)
}

/** A rule on the whole reply, its URLs too. Without stems it is always tried. */
export function onFull(meaning: Meaning, pattern: RegExp): RefusalRule {
  return rule(meaning, '', pattern, true)
}

function rule([id, refusal, scope, permanent]: Meaning, stems: string, pattern: RegExp, full: boolean): RefusalRule {
  return { id, class: refusal, scope, permanent, pattern, onFull: full, stems: stems.split(' ').filter((stem) => stem !== '') }
}

/** Rules in their order, with the ones that a text can match found by the stems of its words. */
export interface RuleBook {
  find: (reply: PreparedReply) => RefusalRule | undefined
  /** The same without the shortcut: what `find` must equal. */
  findTryingAll: (reply: PreparedReply) => RefusalRule | undefined
}

/** Makes the rules ready to be asked: the first that matches decides. */
export function ruleBook(rules: RefusalRule[]): RuleBook {
  const byStem = new Map<string, number[]>()
  const always: number[] = []
  rules.forEach((each, index) => {
    if (each.stems.length === 0) always.push(index)
    for (const stem of each.stems) byStem.set(stem, [...(byStem.get(stem) ?? []), index])
  })
  const wanted = new Uint8Array(rules.length)

  function find(reply: PreparedReply): RefusalRule | undefined {
    wanted.fill(0)
    for (const index of always) wanted[index] = 1
    for (const stem of stemsOf(reply.words)) for (const index of byStem.get(stem) ?? []) wanted[index] = 1
    return rules.find((each, index) => wanted[index] === 1 && matches(each, reply))
  }
  return { find, findTryingAll: (reply) => rules.find((each) => matches(each, reply)) }
}

function matches(each: RefusalRule, reply: PreparedReply): boolean {
  return each.pattern.test(each.onFull ? reply.full : reply.words)
}

/** The first four letters of each word. */
export function stemsOf(words: string): string[] {
  const stems: string[] = []
  let from = 0
  while (from < words.length) {
    const blank = words.indexOf(' ', from)
    const end = blank === -1 ? words.length : blank
    stems.push(words.slice(from, Math.min(end, from + 4)))
    from = end + 1
  }
  return stems
}
