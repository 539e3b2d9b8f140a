import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import { Card, CardHead, Quote } from '../../../../../components/ui/card.tsx'
import type { RequestPage } from '../../../../../lib/delisting-requests/request-views.ts'
import { formatDayClock } from '../../../../../lib/i18n/format.ts'
import { CauseLines } from '../cause-lines.tsx'
import { MeasuredLines } from '../measured-lines.tsx'

/** What they claim beside what we measure now, and what fits on our side. */
export function SayAndMeasure({ request: { claim, measured, causes } }: { request: RequestPage }) {
  const t = useTranslations('requests')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()

  return (
    <Card aria-labelledby="say">
      <CardHead id="say" title={t('sayAndMeasure')} isRuled />
      <div className="grid grid-cols-[minmax(0,1fr)] md:grid-cols-2">
        <section className="px-4 py-3">
          <h3 className="mb-1 text-label text-text-2">{claim ? t('theySayAt', { at: formatDayClock(claim.at, now, language, zone) }) : t('theySay')}</h3>
          {claim ? <Quote>{claim.text}</Quote> : <p className="text-text-2">{t('noClaim')}</p>}
        </section>
        <section className="border-line px-4 py-3 max-md:border-t md:border-l">
          <h3 className="mb-1 text-label text-text-2">{t('weMeasure')}</h3>
          <MeasuredLines measured={measured} />
        </section>
      </div>
      <section className="border-t border-line px-4 py-3">
        <h3 className="mb-1 text-label text-text-2">{t('fits')}</h3>
        <CauseLines causes={causes} />
      </section>
    </Card>
  )
}
