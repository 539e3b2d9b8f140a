import { maskReply } from './mask-reply.ts'
import { wordsOf } from './prepared-reply.ts'
import { REPLY_MAX, withoutLocalParts } from './redact-reply.ts'
import type { TaughtRule } from './refusal.ts'
import { withoutIds } from './text-form.ts'

/** A rule with fewer letters than this speaks of too much: of a code, say, or of every reply there is. */
export const LETTERS_MIN = 6

/** A taught rule, ready to be asked: its words as they must stand in a reply, one part after the other. */
export interface Lesson {
  rule: TaughtRule
  parts: string[]
}

/**
 * Makes a taught rule ready. Its text is masked like the replies, so that it stands for all that differ in ids and
 * addresses alone; a `*` in it stands for any words or none. There is no pattern of another kind: whoever teaches
 * cannot make an agent search for longer than a reply and a rule are long.
 *
 * @returns null for a text with too few letters, which would match nearly everything
 */
export function learn(rule: TaughtRule): Lesson | null {
  const parts = rule.text.split('*').map(spoken).filter((part) => part !== '  ')
  const letters = parts.join('').replace(/\P{L}/gu, '').length
  return letters < LETTERS_MIN ? null : { rule, parts }
}

/** The words of a reply as lessons are looked for in it. */
export function spoken(reply: string): string {
  return ` ${wordsOf(maskReply(withoutIds(withoutLocalParts(reply))).text)} `
}

/** Whether a reply says what the lesson says. `words` as `spoken` gives them. */
export function isSaid({ rule, parts }: Lesson, words: string, receiver: string | undefined): boolean {
  if (rule.receiver !== undefined && rule.receiver !== receiver) return false
  let from = 0
  for (const part of parts) {
    const at = words.indexOf(part, from)
    if (at === -1) return false
    // The blank after a part may be the one before the next.
    from = at + part.length - 1
  }
  return true
}

const OWN_WORDS = /^[^\n]{0,300}?\bsaid: /
const STAGE = /\s*\(in reply to [A-Za-z ]{2,30} command\)/g

/**
 * What of a sampled reply is a good text for a rule: what the receiver says, without what our own server says around
 * it, and without the half word where a long sample was cut.
 */
export function teachableText(sample: string): string {
  const whole = sample.length < REPLY_MAX ? sample : sample.slice(0, sample.lastIndexOf(' '))
  return whole.replace(OWN_WORDS, '').replace(STAGE, '').trim()
}
