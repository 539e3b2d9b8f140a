import { cureInGerman, sentenceInGerman } from '../configurations/say-in-german.ts'
import type { Language } from '../i18n/language.ts'
import { CURES } from './cures.ts'
import { CURES_IN_GERMAN, FINDINGS_IN_GERMAN } from './findings-in-german.ts'
import { FINDINGS, sayWith } from './findings.ts'
import type { Look } from './host-check.ts'
import { parametersInGerman } from './parameters-in-german.ts'
import { curedBy, saidOfCheck } from './said-of-check.ts'

/** What a look found, in one sentence, and the lines as they came. A finding without an id is known again by its words, or stays as it was told. */
export function sayLook({ evidence, findingId, parameters }: Pick<Look, 'evidence' | 'findingId' | 'parameters'>, language: Language): { found: string; lines: string } {
  const [first = '', ...lines] = evidence.split('\n')
  const words = findingId === null ? undefined : (language === 'de' ? FINDINGS_IN_GERMAN : FINDINGS)[findingId as keyof typeof FINDINGS]
  return { found: words === undefined ? saidOfCheck({ source: 'probe', text: first }, language) : sayWith(words, language === 'de' ? parametersInGerman(parameters) : parameters), lines: lines.join('\n') }
}

/** What to do about it; null for a look that found nothing wrong. */
export function sayCure({ cure, cureId, parameters }: Pick<Look, 'cure' | 'cureId' | 'parameters'>, language: Language): string | null {
  if (cure === null) return null
  const words = cureId === null ? undefined : (language === 'de' ? CURES_IN_GERMAN : CURES)[cureId as keyof typeof CURES]
  return words === undefined ? curedBy({ source: 'probe', text: cure }, language) : sayWith(words, parameters)
}

type Configured = Pick<Look, 'state' | 'evidence' | 'message' | 'cure' | 'source' | 'rewrittenBy'>

/** What a look at a configuration found: the line of the file and what is to be pasted stay as they are. */
export function sayConfigured({ state, evidence, message, cure, source, rewrittenBy }: Configured, language: Language): { found: string | null; lines: string; cure: string | null; source: string | null; rewrittenBy: string | null } {
  const say = (words: string) => (language === 'de' ? sentenceInGerman(words) : words)
  return {
    found: message && say(message), lines: state === 'unknown' ? say(evidence) : evidence,
    cure: cure !== null && language === 'de' ? cureInGerman(cure) : cure, source: source && say(source), rewrittenBy: rewrittenBy && say(rewrittenBy),
  }
}
