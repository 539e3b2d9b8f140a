import { cureInGerman, sentenceInGerman } from '../configurations/say-in-german.ts'
import { knownSentences } from '../i18n/known-sentences.ts'
import type { Language } from '../i18n/language.ts'
import { CURES } from './cures.ts'
import { CURES_IN_GERMAN, FINDINGS_IN_GERMAN } from './findings-in-german.ts'
import { FINDINGS } from './findings.ts'
import { FLAW_WORDS } from './flaw-words.ts'
import { parametersInGerman } from './parameters-in-german.ts'

type Told = { source: string; text: string }

const finding = knownSentences(FINDINGS, FINDINGS_IN_GERMAN, (value, name) => inGerman(name, value))
const cure = knownSentences(CURES, CURES_IN_GERMAN)

/** What a change row of a check tells was seen: its sentence in the language of the page, lines of a server or a file as they came. */
export function saidOfCheck({ source, text }: Told, language: Language): string {
  if (language !== 'de') return text
  if (source === 'configuration') return sentenceInGerman(text)
  const [first = '', ...lines] = text.split('\n')
  return [finding(first) ?? first, ...lines].join('\n')
}

/** What a change row of a check tells to do about it. */
export function curedBy({ source, text }: Told, language: Language): string {
  if (language !== 'de') return text
  return source === 'configuration' ? cureInGerman(text) : (cure(text) ?? text)
}

function inGerman(name: string, value: string): string {
  const flawId = name === 'flaw' ? Object.entries(FLAW_WORDS).find(([, words]) => words === value)?.[0] : undefined
  return parametersInGerman({ [name]: value, ...(flawId !== undefined && { flawId }) })[name] ?? value
}
