import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Theme } from '../../lib/i18n/language.ts'
import { Brand } from './brand.tsx'
import { DemoBanner } from './demo-banner.tsx'
import { LanguageSwitch, type FormAct } from './language-switch.tsx'
import { LiveRefresh } from './live-refresh.tsx'
import { PersonMenu, type OtherDesk, type Person } from './person-menu.tsx'
import { ThemeSwitch } from './theme-switch.tsx'
import { Today } from './today.tsx'

export type FrameHeadProps = {
  /** Name beside the mark: Relayward for staff, the provider for customers. */
  name: string
  home: string
  person: Person
  others: readonly OtherDesk[]
  csrfToken: string
  theme: Theme
  isDemo: boolean
  setLanguage: FormAct
  setTheme: FormAct
  search?: ReactNode
}

/** The head of every signed-in page, 48 px: name, search, how fresh this page is, language, look, person. */
export function FrameHead(props: FrameHeadProps) {
  const { name, home, person, others, csrfToken, theme, isDemo, setLanguage, setTheme, search } = props
  const t = useTranslations('frame')

  return (
    <>
      <a href="#content" className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-control focus:bg-raised focus:px-3 focus:py-2">
        {t('skip')}
      </a>
      {isDemo && <DemoBanner />}
      <header data-print="no" className="sticky top-0 z-20 flex h-12 items-center gap-3 border-b border-line bg-surface px-4">
        <div className="min-w-0 md:w-43 md:shrink-0">
          <Brand name={name} href={home} />
        </div>
        {search}
        <div className="ml-auto flex items-center gap-3 max-md:gap-1.5">
          <LiveRefresh />
          <Today />
          <LanguageSwitch setLanguage={setLanguage} className="max-md:hidden" />
          <ThemeSwitch theme={theme} setTheme={setTheme} />
          <PersonMenu person={person} others={others} csrfToken={csrfToken} languageSwitch={<LanguageSwitch setLanguage={setLanguage} className="md:hidden" />} />
        </div>
      </header>
    </>
  )
}
