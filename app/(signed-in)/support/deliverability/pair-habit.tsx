import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import type { PairPage } from '../../../../lib/deliveries/delivery-views.ts'
import { formatShare } from '../../../../lib/i18n/format.ts'

/** What is usual between the two, and the incident that is open. Nothing where nothing ever went wrong. */
export function PairHabit({ page: { standing, usual } }: { page: PairPage }) {
  const t = useTranslations('deliverability')
  const language = useLocale()
  if (!standing) return null

  return (
    <p className="flex flex-wrap items-baseline justify-between gap-x-3 text-label text-text-2">
      <span>{usual === null ? t('usualUnknown') : t('usual', { share: formatShare(usual, language), attempts: standing.habit.attempts })}</span>
      {standing.incidentNumber !== null && <Link href={`/support/incidents/${standing.incidentNumber}`} className="text-accent hover:underline">{t('incident', { number: String(standing.incidentNumber) })}</Link>}
    </p>
  )
}
