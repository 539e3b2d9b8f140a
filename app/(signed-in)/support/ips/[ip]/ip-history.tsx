import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { DayStrip } from '../../../../../components/blocklists/day-strip.tsx'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { SegmentedLinks } from '../../../../../components/ui/segmented.tsx'
import { ipPageHref, ipSpans } from '../../../../../lib/blocklists/ip-query.ts'
import type { IpPage } from '../../../../../lib/blocklists/ip-views.ts'
import { listHref } from '../../../../../lib/blocklists/list-matrix-query.ts'

/** Day by day, for each list that had something to say; the others in one line. */
export function IpHistory({ page: { ip, days, history, quiet } }: { page: IpPage }) {
  const t = useTranslations('blocklists.ip')

  return (
    <Card aria-labelledby="ip-history">
      <CardHead
        id="ip-history"
        title={t('history')}
        aside={<SegmentedLinks label={t('history')} segments={ipSpans.map((key) => ({ key, label: t('days', { days: key }), href: ipPageHref(ip, { days: key }) }))} current={String(days)} />}
        isRuled
      />
      <ul className="flex flex-col gap-2.5 px-4 py-3">
        {history.map((each) => (
          <li key={each.list} className="grid gap-x-4 gap-y-0.5 md:grid-cols-[10rem_minmax(0,1fr)]">
            <span>
              <Link href={listHref(each.list)} className="font-strong hover:text-accent hover:underline">{each.name}</Link>
              <span className="block text-label text-text-2">{each.listedSpells > 0 ? t('times', { count: each.listedSpells }) : t('notKnown')}</span>
            </span>
            <DayStrip days={each.days} />
          </li>
        ))}
        {quiet > 0 && <li className="text-text-2">{t('quiet', { count: quiet, days })}</li>}
      </ul>
    </Card>
  )
}
