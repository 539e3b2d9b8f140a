import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { Card } from '../../../../components/ui/card.tsx'
import { Cell, DataTable, HeadCell, Row, TableBody, TableHead } from '../../../../components/ui/data-table.tsx'
import { StateWord } from '../../../../components/ui/state-word.tsx'
import { Time } from '../../../../components/ui/time.tsx'
import type { HostHead } from '../../../../lib/hosts/host-views.ts'
import { formatNumber } from '../../../../lib/i18n/format.ts'
import { HOST_TONE, hostWord } from './host-tone.ts'

/** Every host with its queue, its agreement and the age of what is known. */
export function HostTable({ hosts }: { hosts: HostHead[] }) {
  const t = useTranslations('hosts')

  return (
    <Card>
      <DataTable label={t('title')}>
        <TableHead>
          <HeadCell>{t('column.host')}</HeadCell>
          <HeadCell>{t('column.state')}</HeadCell>
          <HeadCell>{t('column.site')}</HeadCell>
          <HeadCell>{t('column.kind')}</HeadCell>
          <HeadCell isNumber>{t('column.queue')}</HeadCell>
          <HeadCell isNumber>{t('column.deferred')}</HeadCell>
          <HeadCell isNumber>{t('column.held')}</HeadCell>
          <HeadCell isNumber>{t('column.standing')}</HeadCell>
          <HeadCell isNumber>{t('column.read')}</HeadCell>
        </TableHead>
        <TableBody>
          {hosts.map((host) => (
            <HostRow key={host.name} host={host} />
          ))}
        </TableBody>
      </DataTable>
    </Card>
  )
}

function HostRow({ host }: { host: HostHead }) {
  const t = useTranslations('hosts')
  const language = useLocale()
  const word = hostWord(host)
  const reading = host.queue?.reading
  const figure = (value: number | undefined) => (value === undefined ? t('notRead') : formatNumber(value, language))
  const { agreed, wanted, unknown } = host.standing

  return (
    <Row>
      <Cell isRowHead>
        <Link href={`/support/hosts/${encodeURIComponent(host.name)}`} className="mono font-strong hover:text-accent hover:underline">
          {host.name}
        </Link>
      </Cell>
      <Cell label={t('column.state')}>
        <StateWord tone={HOST_TONE[word]}>{t(`state.${word}`)}</StateWord>
      </Cell>
      <Cell label={t('column.site')}>{host.site || '–'}</Cell>
      <Cell label={t('column.kind')}>{host.kind}</Cell>
      <Cell label={t('column.queue')} isNumber>{figure(reading?.total)}</Cell>
      <Cell label={t('column.deferred')} isNumber>{figure(reading?.deferred)}</Cell>
      <Cell label={t('column.held')} isNumber>{figure(reading?.held)}</Cell>
      <Cell label={t('column.standing')} isNumber>
        {t('agreed', { agreed: formatNumber(agreed, language), wanted: formatNumber(wanted, language) })}
        {unknown > 0 && <span className="block text-label text-unk">{t('unknown', { count: unknown })}</span>}
      </Cell>
      <Cell label={t('column.read')} isNumber>{host.lastReadAt ? <Time at={host.lastReadAt} isFocusable={false} /> : t('never')}</Cell>
    </Row>
  )
}
