import { Download } from 'lucide-react'
import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { incidentTone } from '../../../../../components/incidents/incident-tone.ts'
import { useIncidentWords } from '../../../../../components/incidents/use-incident-words.ts'
import { Breadcrumbs } from '../../../../../components/ui/breadcrumbs.tsx'
import { buttonLook } from '../../../../../components/ui/button-look.ts'
import { LinkButton } from '../../../../../components/ui/link-button.tsx'
import { PageHead } from '../../../../../components/ui/page-head.tsx'
import { PrintButton } from '../../../../../components/ui/print-button.tsx'
import { StatePill } from '../../../../../components/ui/state-word.tsx'
import { formatDate } from '../../../../../lib/i18n/format.ts'
import type { IncidentDetail } from '../../../../../lib/incidents/incident-views.ts'
import { WriteReview } from './write-review.tsx'

type ReviewHeadProps = { incident: IncidentDetail; mayWrite: boolean; maySeeDesk: boolean }

/** What it was in one line, when, whether it is over; print, CSV and the review itself. */
export function ReviewHead({ incident, mayWrite, maySeeDesk }: ReviewHeadProps) {
  const t = useTranslations('reports')
  const states = useTranslations('incidents.state')
  const words = useIncidentWords()
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const { number, isOver, openedAt, endedAt, kind, review, block, listed } = incident
  const from = formatDate(openedAt, language, zone)
  const to = endedAt && formatDate(endedAt, language, zone)

  return (
    <PageHead
      title={words.heading(incident)}
      crumbs={<Breadcrumbs label={useTranslations('ui')('breadcrumbs')} crumbs={[{ label: t('crumb'), href: '/reports' }, { label: t('review.title', { number }) }]} />}
      about={
        <>
          <span className="figures">{to && to !== from ? t('period', { from, to }) : from}</span>
          <StatePill tone={incidentTone({ isOver, kind, block, listed })}>{states(isOver ? 'over' : 'open')}</StatePill>
        </>
      }
      aside={
        <>
          {maySeeDesk && <span data-print="no"><LinkButton href={`/support/incidents/${number}`}>{t('review.toDesk')}</LinkButton></span>}
          <a href={`/reports/incidents/${number}/csv`} download data-print="no" className={buttonLook('secondary', 'normal')}>
            <Download size={16} strokeWidth={1.75} aria-hidden />
            <span>{t('csv')}</span>
          </a>
          <PrintButton word={t('print')} />
          {mayWrite && <WriteReview number={number} review={review} />}
        </>
      }
    />
  )
}
