import Link from 'next/link'
import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { Cell, DataTable, HeadCell, Row, TableBody, TableHead } from '../../../../../components/ui/data-table.tsx'
import type { ListPage } from '../../../../../lib/blocklists/list-page-views.ts'
import { ipHref } from '../../../../../lib/blocklists/list-matrix-query.ts'
import { formatDayClock, formatDuration } from '../../../../../lib/i18n/format.ts'

/** Our history on the list: what was on it when, and for how long. */
export function PastSpells({ page: { spells, days } }: { page: ListPage }) {
  const t = useTranslations('blocklists.list')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()
  const clock = (at: string) => formatDayClock(at, now, language, zone)
  const lasted = (from: string, until: string | null) => formatDuration(((until ? new Date(until) : now).getTime() - new Date(from).getTime()) / 1000, language)

  return (
    <Card aria-labelledby="past">
      <CardHead id="past" title={t('past')} about={t('pastAbout', { days })} isRuled />
      {spells.length === 0 ? <p className="px-4 py-3 text-text-2">{t('pastNone')}</p> : (
        <DataTable label={t('past')}>
          <TableHead className="md:static!">
            {(['target', 'from', 'until', 'lasted'] as const).map((name) => <HeadCell key={name}>{t(`column.${name}`)}</HeadCell>)}
          </TableHead>
          <TableBody>
            {spells.map(({ target, isAddress, beganAt, endedAt }) => (
              <Row key={`${target} ${beganAt}`}>
                <Cell isRowHead>{isAddress ? <Link href={ipHref(target)} className="mono font-strong hover:text-accent hover:underline">{target}</Link> : <span className="mono font-strong wrap-anywhere">{target}</span>}</Cell>
                <Cell label={t('column.from')} className="figures">{clock(beganAt)}</Cell>
                <Cell label={t('column.until')} className="figures">{endedAt ? clock(endedAt) : <span className="font-strong text-bad">{t('stillOn')}</span>}</Cell>
                <Cell label={t('column.lasted')} className="figures">{lasted(beganAt, endedAt)}</Cell>
              </Row>
            ))}
          </TableBody>
        </DataTable>
      )}
    </Card>
  )
}
