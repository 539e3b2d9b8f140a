import * as z from 'zod'
import type { Db } from '../db.ts'
import { LANGUAGES, THEMES, type Language, type Theme } from '../i18n/language.ts'
import { setUserLanguage, setUserTheme } from './users-records.ts'

export const languageChoice = z.strictObject({ language: z.enum(LANGUAGES) })
export const themeChoice = z.strictObject({ theme: z.enum(THEMES) })

/** Keeps the language a person wants to read; it counts on every machine he signs in from. */
export async function keepLanguage(db: Db, userId: number, language: Language): Promise<void> {
  await setUserLanguage(db, userId, language)
}

/** Keeps the look a person wants. */
export async function keepTheme(db: Db, userId: number, theme: Theme): Promise<void> {
  await setUserTheme(db, userId, theme)
}
