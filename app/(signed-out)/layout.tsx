import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { Brand } from '../../components/frame/brand.tsx'
import { DemoBanner } from '../../components/frame/demo-banner.tsx'
import { LanguageSwitch } from '../../components/frame/language-switch.tsx'
import { ThemeSwitch } from '../../components/frame/theme-switch.tsx'
import { asTheme, THEME_COOKIE } from '../../lib/i18n/language.ts'
import { deskForVisitor } from '../../lib/notices/desk-views.ts'
import { setLanguage, setTheme } from '../actions.ts'

/** Head and foot of the pages before the sign-in. */
export default async function SignedOutLayout({ children }: { children: ReactNode }) {
  const desk = await deskForVisitor()
  const theme = asTheme((await cookies()).get(THEME_COOKIE)?.value) ?? 'system'

  return (
    <div className="flex min-h-dvh flex-col">
      {desk.isDemo && <DemoBanner />}
      <header className="flex h-19 items-center gap-3 px-8 max-md:h-14 max-md:px-5">
        <Brand name="Relayward" href="/login" />
        <div className="ml-auto flex items-center gap-3 text-lead">
          <LanguageSwitch setLanguage={setLanguage} />
          <ThemeSwitch theme={theme} setTheme={setTheme} />
        </div>
      </header>
      {children}
    </div>
  )
}
