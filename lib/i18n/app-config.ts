import type { Language } from './language.ts'
import type { Messages } from './messages.ts'

// Typed keys: useTranslations('frame') knows the keys of frame.json, a wrong key does not compile.
declare module 'next-intl' {
  interface AppConfig {
    Locale: Language
    Messages: Messages
  }
}
