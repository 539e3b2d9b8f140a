import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import { formatDayClock, formatDuration } from '../../lib/i18n/format.ts'
import type { ListedOn, ListedSummary } from '../../lib/incidents/listed-target.ts'
import { NameUsers } from '../blocklists/name-users.tsx'
import { Card, CardHead, Quote } from '../ui/card.tsx'
import { Cell, DataTable, HeadCell, Row, TableBody, TableHead } from '../ui/data-table.tsx'
import type { Tone } from '../ui/state-shape.tsx'
import { StateWord } from '../ui/state-word.tsx'

const TONE: Record<ListedOn['state'], Tone> = { listed: 'bad', clear: 'ok', unknown: 'unk' }

/** What each list said of our address or domain in its own words, since when, and how it stands. */
export function ListedCard({ listed: { target, lists, usedBy } }: { listed: ListedSummary }) {
  const t = useTranslations('incidents.listed')
  const told = lists.find(({ text }) => text !== null)

  return (
    <Card aria-labelledby="listed">
      <CardHead id="listed" title={t('title', { target })} about={t('about', { count: lists.length })} isRuled />
      {usedBy.length > 0 && <div className="px-4 pt-3"><NameUsers users={usedBy} isLinked={false} /></div>}
      {told?.text && (
        <div className="px-4 py-3">
          <p className="mb-1 text-label text-text-2">{t('said', { list: told.name })}</p>
          <Quote>{told.text}</Quote>
        </div>
      )}
      <DataTable label={t('title', { target })}>
        <TableHead className="md:static!">
          <HeadCell>{t('list')}</HeadCell>
          <HeadCell>{t('state')}</HeadCell>
          <HeadCell>{t('meaning')}</HeadCell>
          <HeadCell isNumber>{t('began')}</HeadCell>
          <HeadCell isNumber>{t('lasted')}</HeadCell>
        </TableHead>
        <TableBody>
          {lists.map((each) => (
            <ListLine key={each.list} listed={each} />
          ))}
        </TableBody>
      </DataTable>
    </Card>
  )
}

function ListLine({ listed: { name, state, meaning, beganAt, endedAt, times } }: { listed: ListedOn }) {
  const t = useTranslations('incidents.listed')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()
  const lastedMs = (endedAt === null ? now.getTime() : Date.parse(endedAt)) - Date.parse(beganAt)

  return (
    <Row>
      <Cell isRowHead><span className="font-strong">{name}</span></Cell>
      <Cell label={t('state')}>
        <StateWord tone={TONE[state]}>{t(`states.${state}`)}</StateWord>
        {times > 1 && <span className="ml-2 text-label text-text-2">{t('times', { count: times })}</span>}
      </Cell>
      <Cell label={t('meaning')}>{meaning === null || meaning === 'listed' ? <span className="text-text-3">{t('noReason')}</span> : <span className="wrap-anywhere">{meaning}</span>}</Cell>
      <Cell label={t('began')} isNumber>{formatDayClock(beganAt, now, language, zone)}</Cell>
      <Cell label={t('lasted')} isNumber>{formatDuration(lastedMs / 1000, language)}</Cell>
    </Row>
  )
}
