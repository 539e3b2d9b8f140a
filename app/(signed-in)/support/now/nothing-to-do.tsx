import { useLocale, useNow, useTranslations } from 'next-intl'
import { EmptyState } from '../../../../components/ui/empty-state.tsx'
import { formatAge } from '../../../../lib/i18n/format.ts'
import type { NowView } from '../../../../lib/now/now-views.ts'
import { oldestRead } from './oldest-read.ts'
import { SnoozedLine } from './snoozed-line.tsx'

/** Nothing needs a hand: what was last, and how old what we know is. */
export function NothingToDo({ now: { lastBurstAt, sites, snoozed } }: { now: NowView }) {
  const t = useTranslations('now')
  const language = useLocale()
  const now = useNow()
  const { count, readAt } = oldestRead(sites)
  const burst = lastBurstAt ? t('lastBurst', { age: formatAge(lastBurstAt, now, language) }) : t('noBurst')
  const read = readAt ? t('hostsRead', { count, age: formatAge(readAt, now, language) }) : ''

  return (
    <>
      <EmptyState title={t('nothing')} about={`${burst} ${read}`} />
      <SnoozedLine count={snoozed} />
    </>
  )
}
