import { useTranslations } from 'next-intl'
import { ClassGroups } from '../../../../../components/deliveries/class-groups.tsx'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import type { ReceiverQuery } from '../../../../../lib/deliveries/receiver-query.ts'
import type { ReceiverPage } from '../../../../../lib/deliveries/receiver-views.ts'

/** Its refusals in its own words, grouped and counted. */
export function ReceiverWords({ receiver: { id, groups, samples }, query }: { receiver: ReceiverPage; query: ReceiverQuery }) {
  const t = useTranslations('receivers.words')

  return (
    <Card aria-labelledby="words">
      <CardHead id="words" title={t('title')} about={groups.length > 0 && t('about')} aside={!samples.areAll && <span className="text-label text-text-3">{t('newest', { count: samples.count })}</span>} isRuled />
      {groups.length === 0 ? <p className="px-4 py-3 text-text-2">{t('none')}</p> : <ClassGroups receiver={id} groups={groups} isByDay={query.period === '30d'} />}
    </Card>
  )
}
