import type { Language } from '../i18n/language.ts'
import { LISTS_IN_GERMAN } from './catalogue-in-german.ts'

/** A sentence of the catalogue in the language of the page, and which one it then is in. */
export function saidOfList(language: Language, text: string): { text: string; language: Language } {
  const german = language === 'de' ? LISTS_IN_GERMAN[text] : undefined
  return german === undefined ? { text, language: 'en' } : { text: german, language: 'de' }
}
