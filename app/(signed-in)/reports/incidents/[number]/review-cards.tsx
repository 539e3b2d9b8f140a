import { useLocale, useTranslations } from 'next-intl'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { StateShape } from '../../../../../components/ui/state-shape.tsx'
import { formatMonthDay } from '../../../../../lib/i18n/format.ts'
import type { IncidentReview } from '../../../../../lib/incidents/incident.ts'

/** What the reviewer added: what changed since, what nobody knows. */
export function ReviewCards({ review }: { review: IncidentReview | null }) {
  const t = useTranslations('reports.review')

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 md:grid-cols-2">
      <Card aria-labelledby="changed" className="pb-3">
        <CardHead id="changed" title={t('changed')} />
        {review === null || review.changedSince.length === 0 ? (
          <p className="px-4 text-text-2">{t('changedNone')}</p>
        ) : (
          <ul className="flex flex-col gap-1.5 px-4">
            {review.changedSince.map((change, index) => (
              <ChangeLine key={index} change={change} />
            ))}
          </ul>
        )}
      </Card>
      <Card aria-labelledby="not-known" className="pb-3">
        <CardHead id="not-known" title={t('notKnown')} />
        <p className="px-4 wrap-anywhere whitespace-pre-line text-text-2">{review && review.notKnown !== '' ? review.notKnown : t('notKnownNone')}</p>
      </Card>
    </div>
  )
}

function ChangeLine({ change: { text, isDone, due } }: { change: IncidentReview['changedSince'][number] }) {
  const t = useTranslations('reports.review')
  const language = useLocale()

  return (
    <li className="flex items-baseline gap-2.5">
      <StateShape tone={isDone ? 'ok' : 'wait'} size={11} label={t(isDone ? 'done' : 'open')} className="translate-y-0.5" />
      <span className="min-w-0 flex-1 wrap-anywhere">{text}</span>
      {due && <span className="figures text-label whitespace-nowrap text-text-2">{isDone ? formatMonthDay(due, language, 'UTC') : t('due', { at: formatMonthDay(due, language, 'UTC') })}</span>}
    </li>
  )
}
