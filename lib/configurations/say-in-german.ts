import { knownSentences } from '../i18n/known-sentences.ts'
import { SENTENCES } from './sentences.ts'
import { SENTENCES_IN_GERMAN } from './sentences-in-german.ts'

/** Values that may be words of ours themselves. */
const OWN_WORDS = ['why', 'user', 'program', 'setting', 'level']

const inGerman = knownSentences(SENTENCES, SENTENCES_IN_GERMAN, (value, name) => (OWN_WORDS.includes(name) ? sentenceInGerman(value) : value))

/**
 * What an agent said of its host's configuration, in German. Agents say it in English, as `relayward lint` does. What is
 * no sentence of ours stays as it is.
 */
export function sentenceInGerman(sentence: string): string {
  return inGerman(sentence) ?? sentence
}

/** A cure in German: what to do where; the lines to paste and the commands stay as they are. */
export function cureInGerman(cure: string): string {
  return cure.split('\n').map((line) => (/^\S/.test(line) && /[.:]$/.test(line) ? sentenceInGerman(line) : line)).join('\n')
}
