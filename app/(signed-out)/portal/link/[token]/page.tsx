import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { buttonLook } from '../../../../../components/ui/button-look.ts'
import { csrfTokenForForm } from '../../../../../lib/access/auth-form-views.ts'
import { deskForVisitor } from '../../../../../lib/notices/desk-views.ts'

/** The address holds the token: it is told to nobody. */
export const metadata: Metadata = { referrer: 'no-referrer' }

/**
 * Where a notice's link leads. It only shows: programs that test links follow them, and nothing may happen by that.
 * The button's form signs in. Whether the link still lives is said only after the click, so it looks the same to all.
 */
export default async function PortalLinkPage({ params }: { params: Promise<{ token: string }> }) {
  const [{ token }, t, desk, csrfToken] = await Promise.all([params, getTranslations('access.link'), deskForVisitor(), csrfTokenForForm()])

  return (
    <main className="mx-auto flex w-full max-w-105 flex-col gap-4 px-5 pt-6 text-phone md:pt-24">
      <h1 className="text-phone-title">{t('title', { provider: desk.providerName })}</h1>
      <p className="text-text-2">{t('about')}</p>
      <form method="post" action="/api/auth/callback/portal-link">
        <input type="hidden" name="csrfToken" value={csrfToken} />
        <input type="hidden" name="callbackUrl" value="/portal" />
        <input type="hidden" name="token" value={token} />
        <button type="submit" className={buttonLook('primary', 'phone', 'w-full')}>
          {t('open')}
        </button>
      </form>
      <p className="text-body text-text-3">{t('why')}</p>
      {desk.phone && (
        <p className="text-body text-text-2">
          {t('help')}{' '}
          <a href={`tel:${desk.phone.replaceAll(' ', '')}`} className="font-strong text-accent">
            {desk.phone}
          </a>
        </p>
      )}
    </main>
  )
}
