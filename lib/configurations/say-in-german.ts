import { SENTENCES, type SentenceId } from './sentences.ts'
import { SENTENCES_IN_GERMAN } from './sentences-in-german.ts'

/** Values that may be words of ours themselves. */
const OWN_WORDS = new Set(['why', 'user', 'program', 'setting', 'level'])

/** A sentence with the most words of its own first: a shorter one may be its beginning. */
const PATTERNS = Object.entries(SENTENCES)
  .map(([id, words]) => ({ id: id as SentenceId, words, pattern: patternOf(words) }))
  .toSorted((a, b) => ownLength(b.words) - ownLength(a.words))

/**
 * What an agent said of its host's configuration, in German. Agents say it in English, as `relayward lint` does; the
 * sentence is known again by its words, so that what is stored since long can be read too. What is no sentence of ours
 * stays as it is.
 */
export function sentenceInGerman(sentence: string): string {
  for (const { id, pattern } of PATTERNS) {
    const values = pattern.exec(sentence)?.groups
    if (values || pattern.test(sentence)) return fill(SENTENCES_IN_GERMAN[id], values ?? {})
  }
  return sentence
}

/** A cure in German: what to do where; the lines to paste and the commands stay as they are. */
export function cureInGerman(cure: string): string {
  return cure.split('\n').map((line) => (/^\S/.test(line) && /[.:]$/.test(line) ? sentenceInGerman(line) : line)).join('\n')
}

function fill(words: string, values: Record<string, string | undefined>): string {
  return words.replace(/\{([a-z]+)\}/g, (whole, name: string) => {
    const value = values[name]
    return value === undefined ? whole : OWN_WORDS.has(name) ? sentenceInGerman(value) : value
  })
}

function patternOf(words: string): RegExp {
  const seen = new Set<string>()
  const pattern = words.split(/(\{[a-z]+\})/).map((piece) => {
    const name = /^\{([a-z]+)\}$/.exec(piece)?.[1]
    if (name === undefined) return piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    if (seen.has(name)) return `\\k<${name}>`
    seen.add(name)
    return `(?<${name}>.*?)`
  })
  return new RegExp(`^${pattern.join('')}$`, 's')
}

function ownLength(words: string): number {
  return words.replace(/\{[a-z]+\}/g, '').length
}
