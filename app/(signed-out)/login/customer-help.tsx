import { Mail, Phone } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { NoticeBox } from '../../../components/ui/notice-box.tsx'
import { StateShape, type Tone } from '../../../components/ui/state-shape.tsx'
import type { DeskForVisitor } from '../../../lib/notices/desk-views.ts'

const STATES = [
  ['ok', 'delivered'],
  ['wait', 'deferring'],
  ['bad', 'refused'],
  ['hold', 'held'],
  ['unk', 'silent'],
] as const satisfies readonly (readonly [Tone, string])[]

/** For the customer who landed here: no password is needed, fetching goes on, this is how to reach us. */
export function CustomerHelp({ desk, isLinkDead }: { desk: DeskForVisitor; isLinkDead: boolean }) {
  const t = useTranslations('access')
  const language = useLocale()

  return (
    <section aria-labelledby="customer-help" className="flex flex-col gap-3">
      {isLinkDead && (
        <div role="alert">
          <NoticeBox tone="wait" title={t('customer.linkDead')} />
        </div>
      )}
      <h2 id="customer-help" className="text-title">
        {t('customer.title')}
      </h2>
      <p className="text-lead text-text-2">{t('customer.about')}</p>
      <p className="text-lead text-text-2">{t('customer.fetching')}</p>
      <ul className="mt-1 flex flex-col gap-2">
        {desk.phone && (
          <li className="flex flex-wrap items-center gap-2">
            <Phone size={15} strokeWidth={1.5} aria-hidden className="text-text-3" />
            <a href={`tel:${desk.phone.replaceAll(' ', '')}`} className="hover:underline">
              {desk.phone}
            </a>
            <span className="text-text-2">{desk.phoneHours[language]}</span>
          </li>
        )}
        <li className="flex items-center gap-2">
          <Mail size={15} strokeWidth={1.5} aria-hidden className="text-text-3" />
          <a href={`mailto:${desk.abuseAddress}`} className="mono wrap-anywhere hover:underline">
            {desk.abuseAddress}
          </a>
        </li>
      </ul>
      <ul className="mt-4 flex flex-wrap justify-between gap-4 border-t border-line-strong pt-5">
        {STATES.map(([tone, key]) => (
          <li key={key} className="flex flex-col gap-2.5 text-label text-text-2">
            <StateShape tone={tone} size={20} />
            {t(`states.${key}`)}
          </li>
        ))}
      </ul>
    </section>
  )
}
