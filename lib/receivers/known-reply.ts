import type { Language } from '../i18n/language.ts'
import type { Receiver } from './receiver.ts'

/** What somebody says, in each language of the desk. */
export type InLanguages = Record<Language, string>

/** What a receiver's words mean for us and what helps: reviewed data of this project, each with its sources. */
export interface KnownReply {
  id: string
  pattern: RegExp
  certainty: Receiver['certainty']
  sources: string[]
  means: InLanguages
  toDo: InLanguages
}
