import { useTranslations } from 'next-intl'
import { RequestLines } from '../../../../../components/delisting-requests/request-lines.tsx'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import type { RequestPage } from '../../../../../lib/delisting-requests/request-views.ts'

/** What was asked there before and besides. */
export function OtherRequests({ request: { others, name } }: { request: RequestPage }) {
  const t = useTranslations('requests')

  return (
    <Card aria-labelledby="others">
      <CardHead id="others" title={t('others', { name })} isRuled />
      <div className="px-4 py-3"><RequestLines requests={others} none={t('othersNone')} /></div>
    </Card>
  )
}
