import clsx from 'clsx'
import { useLocale, useTranslations } from 'next-intl'
import { LANGUAGES } from '../../lib/i18n/language.ts'

export type FormAct = (form: FormData) => Promise<void>

/** en | de: a form, so that it works without JavaScript too. */
export function LanguageSwitch({ setLanguage, className }: { setLanguage: FormAct; className?: string }) {
  const t = useTranslations('frame.language')
  const current = useLocale()

  return (
    <form action={setLanguage} aria-label={t('label')} className={clsx('flex items-center', className)} data-print="no">
      {LANGUAGES.map((language) => (
        <button
          key={language}
          type="submit"
          name="language"
          value={language}
          lang={language}
          aria-label={`${language}, ${t(language)}`}
          aria-pressed={language === current}
          className={clsx('h-7 min-w-6 rounded-tag px-1', language === current ? 'font-[600] text-text' : 'text-text-2 hover:text-text hover:underline')}
        >
          {language}
        </button>
      ))}
    </form>
  )
}
