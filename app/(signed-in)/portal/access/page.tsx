import type { Metadata } from 'next'
import { getLocale, getTimeZone, getTranslations } from 'next-intl/server'
import { EmptyState } from '../../../../components/ui/empty-state.tsx'
import { requireCustomer } from '../../../../lib/access/viewer.ts'
import { listWhoLooked } from '../../../../lib/accounts/customer-account-views.ts'
import { formatClock, formatDate } from '../../../../lib/i18n/format.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('portal.access'))('title') }
}

/** Who of the provider looked at headers of my mail, when and why? */
export default async function PortalAccessPage() {
  const viewer = await requireCustomer()
  const [t, looks, language, zone] = await Promise.all([getTranslations('portal.access'), listWhoLooked(viewer), getLocale(), getTimeZone()])

  return (
    <>
      <h1 className="mb-2 text-phone-title">{t('title')}</h1>
      <p className="mb-4 text-text-2">{t('about')}</p>
      {looks.length === 0 ? (
        <EmptyState title={t('none')} about={t('noneAbout')} />
      ) : (
        <ol className="flex flex-col gap-3">
          {looks.map((look) => (
            <li key={look.id} className="rounded-card border border-line bg-surface px-4 py-3">
              <p className="text-body text-text-2">
                <time dateTime={look.at}>
                  {formatDate(look.at, language, zone)}, {formatClock(look.at, language, zone, true)}
                </time>
              </p>
              <p className="font-strong">{t('what', { count: look.messages, subjects: look.withSubjects ? 'yes' : 'no' })}</p>
              <p>{t('by', { name: look.by })}</p>
              {look.reason && <p className="text-text-2">{t('why', { reason: look.reason })}</p>}
              {look.account && <p className="mono wrap-anywhere text-text-2">{look.account}</p>}
            </li>
          ))}
        </ol>
      )}
    </>
  )
}
