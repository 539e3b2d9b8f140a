import { Menu } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { Theme } from '../../lib/i18n/language.ts'
import type { FormAct } from './language-switch.tsx'
import { ThemeSwitch } from './theme-switch.tsx'

export const PORTAL_PAGES = [
  { key: 'status', href: '/portal' },
  { key: 'ownTrace', href: '/portal/trace' },
  { key: 'heldMail', href: '/portal/mail' },
  { key: 'access', href: '/portal/access' },
] as const

const ROW = 'flex min-h-11 w-full items-center px-4 text-left hover:bg-sunken'

/** The customer's other pages and the way out; the browser's own folding, so it opens without JavaScript too. */
export function PortalMenu({ csrfToken, theme, setTheme }: { csrfToken: string; theme: Theme; setTheme: FormAct }) {
  const t = useTranslations('frame')

  return (
    <details className="relative">
      <summary aria-label={t('nav.menu')} className="flex size-8 list-none items-center justify-center rounded-control hover:bg-sunken [&::-webkit-details-marker]:hidden">
        <Menu size={20} strokeWidth={1.5} aria-hidden />
      </summary>
      <nav aria-label={t('nav.menu')} className="absolute right-0 z-30 mt-2 w-64 rounded-card border border-line bg-raised py-1 text-phone shadow-float">
        {PORTAL_PAGES.map((page) => (
          <Link key={page.key} href={page.href} className={ROW}>
            {t(`nav.${page.key}`)}
          </Link>
        ))}
        <div className="flex min-h-11 items-center justify-between border-t border-line pr-2">
          <form method="post" action="/api/auth/signout" className="flex-1">
            <input type="hidden" name="csrfToken" value={csrfToken} />
            <input type="hidden" name="callbackUrl" value="/login?ended=1" />
            <button type="submit" className={ROW}>
              {t('person.signOut')}
            </button>
          </form>
          <ThemeSwitch theme={theme} setTheme={setTheme} />
        </div>
      </nav>
    </details>
  )
}
