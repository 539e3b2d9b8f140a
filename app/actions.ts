'use server'

import { cookies } from 'next/headers'
import { visitorAction } from '../lib/access/action.ts'
import { keepLanguage, keepTheme, languageChoice, themeChoice } from '../lib/access/keep-setting.ts'
import { webDb } from '../lib/access/web-desk.ts'
import { LANGUAGE_COOKIE, THEME_COOKIE } from '../lib/i18n/language.ts'

const A_YEAR = { maxAge: 365 * 86_400, path: '/', sameSite: 'lax', httpOnly: true } as const

/** Keeps the language for this person, or for this browser when nobody is signed in. */
export const setLanguage = visitorAction(languageChoice, async ({ viewer, input }) => {
  if (viewer) await keepLanguage(webDb(), viewer.userId, input.language)
  ;(await cookies()).set(LANGUAGE_COOKIE, input.language, A_YEAR)
})

/** Keeps light or dark likewise. */
export const setTheme = visitorAction(themeChoice, async ({ viewer, input }) => {
  if (viewer) await keepTheme(webDb(), viewer.userId, input.theme)
  ;(await cookies()).set(THEME_COOKIE, input.theme, A_YEAR)
})
