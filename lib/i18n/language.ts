/** The languages of the desk; the first one is used when nobody has said which. */
export const LANGUAGES = ['en', 'de'] as const
export type Language = (typeof LANGUAGES)[number]

export const LANGUAGE_COOKIE = 'relayward-language'
export const THEME_COOKIE = 'relayward-theme'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

/** `value` as a language, or undefined when it is none of ours. */
export function asLanguage(value: string | null | undefined): Language | undefined {
  return LANGUAGES.find((language) => language === value)
}

/** `value` as a theme, or undefined. */
export function asTheme(value: string | null | undefined): Theme | undefined {
  return THEMES.find((theme) => theme === value)
}

/** The best of our languages for an Accept-Language header (RFC 9110, 12.5.4); the first one when none fits. */
export function chooseLanguage(acceptLanguage: string | null): Language {
  const wishes = (acceptLanguage ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [range = '', ...parameters] = part.trim().split(';')
      const quality = parameters.map((one) => one.trim()).find((one) => one.startsWith('q='))
      return { language: asLanguage(range.split('-')[0]?.toLowerCase()), weight: quality ? Number(quality.slice(2)) : 1 }
    })
    .filter((wish) => wish.language && wish.weight > 0)
    .sort((a, b) => b.weight - a.weight)
  return wishes[0]?.language ?? LANGUAGES[0]
}
