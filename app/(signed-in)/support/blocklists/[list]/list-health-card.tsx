import { useTranslations } from 'next-intl'
import { SelfTests } from '../../../../../components/blocklists/self-tests.tsx'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { Time } from '../../../../../components/ui/time.tsx'
import type { ListPage } from '../../../../../lib/blocklists/list-page-views.ts'

/** Whether the list answers for its own test points, as each of our resolvers sees it. */
export function ListHealthCard({ page: { points, health } }: { page: ListPage }) {
  const t = useTranslations('blocklists.list')

  return (
    <Card aria-labelledby="list-health">
      <CardHead id="list-health" title={t('health')} about={health[0] && t.rich('testedAt', { at: () => <Time at={health[0]?.checkedAt ?? ''} isFocusable={false} /> })} isRuled />
      <div className="px-4 py-3">
        <SelfTests points={points} health={health} />
        {health.length > 0 && <p className="mt-1 text-label text-text-2">{t('resolvers', { resolvers: health.map(({ resolver }) => resolver).join(', ') })}</p>}
      </div>
    </Card>
  )
}
