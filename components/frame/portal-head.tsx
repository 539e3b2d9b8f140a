import { useTranslations } from 'next-intl'
import { Brand } from './brand.tsx'
import { DemoBanner } from './demo-banner.tsx'
import type { FrameHeadProps } from './frame-head.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { LiveRefresh } from './live-refresh.tsx'
import { PortalMenu } from './portal-menu.tsx'

/** The head of the customer's pages, 52 px: the provider's name, the language, a menu. */
export function PortalHead(props: Omit<FrameHeadProps, 'search'>) {
  const t = useTranslations('frame')

  return (
    <>
      <a href="#content" className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-control focus:bg-raised focus:px-3 focus:py-2">
        {t('skip')}
      </a>
      {props.isDemo && <DemoBanner />}
      <header data-print="no" className="sticky top-0 z-20 border-b border-line bg-surface">
        <div className="mx-auto flex h-13 w-full max-w-160 items-center gap-3 px-5">
          <Brand name={props.name} href="/portal" />
          <div className="ml-auto flex items-center gap-3">
            <LiveRefresh isQuiet />
            <LanguageSwitch setLanguage={props.setLanguage} />
            <PortalMenu csrfToken={props.csrfToken} theme={props.theme} setTheme={props.setTheme} />
          </div>
        </div>
      </header>
    </>
  )
}
