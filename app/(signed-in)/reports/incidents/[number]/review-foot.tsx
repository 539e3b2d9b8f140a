import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { formatDate } from '../../../../../lib/i18n/format.ts'
import type { IncidentDetail } from '../../../../../lib/incidents/incident-views.ts'

/** Where the figures come from, whose names are hidden, who reviewed. */
export function ReviewFoot({ incident: { seesNames, reviewed } }: { incident: IncidentDetail }) {
  const t = useTranslations('reports.review')
  const pseudonym = useTranslations('incidents')('pseudonym')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'

  return (
    <footer className="flex flex-wrap justify-between gap-x-4 gap-y-1 text-label text-text-2">
      <span>
        {t('sealed')} {seesNames ? t('named') : pseudonym}
      </span>
      <span>{reviewed ? t('reviewed', { by: reviewed.by, at: formatDate(reviewed.at, language, zone) }) : t('notReviewed')}</span>
    </footer>
  )
}
