import { useLocale, useNow, useTranslations } from 'next-intl'
import { formatAge, formatNumber } from '../../lib/i18n/format.ts'
import type { LockHost } from '../../lib/relay-locks/lock-page-records.ts'
import { Card, CardHead } from '../ui/card.tsx'
import { Cell, DataTable, HeadCell, Row, TableBody, TableHead } from '../ui/data-table.tsx'
import type { Tone } from '../ui/state-shape.tsx'
import { StateWord } from '../ui/state-word.tsx'
import { Time } from '../ui/time.tsx'

const TONE: Record<string, Tone> = { locked: 'bad', watched: 'hold', open: 'ok', unknown: 'unk' }

/** What is wanted on each host beside what was found there, with its age; what differs stands out. */
export function LockHosts({ hosts }: { hosts: LockHost[] }) {
  const t = useTranslations('locks.hosts')

  return (
    <Card aria-labelledby="lock-hosts">
      <CardHead id="lock-hosts" title={t('title')} about={t('about')} isRuled />
      {hosts.length === 0 ? (
        <p className="px-4 py-4 text-text-2">{t('none')}</p>
      ) : (
        <DataTable label={t('title')}>
          <TableHead className="md:static!">
            <HeadCell>{t('host')}</HeadCell>
            <HeadCell>{t('wanted')}</HeadCell>
            <HeadCell>{t('found')}</HeadCell>
            <HeadCell isNumber>{t('queued')}</HeadCell>
            <HeadCell isNumber>{t('read')}</HeadCell>
          </TableHead>
          <TableBody>
            {hosts.map((host) => (
              <HostRow key={host.name} host={host} />
            ))}
          </TableBody>
        </DataTable>
      )}
    </Card>
  )
}

function HostRow({ host }: { host: LockHost }) {
  const t = useTranslations('locks.hosts')
  const language = useLocale()
  const now = useNow()

  return (
    <Row>
      <Cell isRowHead className="mono">
        {host.name}
      </Cell>
      <Cell label={t('wanted')}>{t(`is.${host.wanted}`)}</Cell>
      <Cell label={t('found')}>
        <Found host={host} />
      </Cell>
      <Cell label={t('queued')} isNumber>
        {host.queued === null ? t('is.unknown') : formatNumber(host.queued, language)}
        {host.undeliverable !== null && host.undeliverable > 0 && <span className="block text-label text-text-3">{t('undeliverable', { count: formatNumber(host.undeliverable, language) })}</span>}
      </Cell>
      <Cell label={t('read')} isNumber className="whitespace-normal!">
        {host.isSilent && host.readAt ? (
          <StateWord tone="unk">{t('silent', { age: formatAge(host.readAt, now, language, 'age') })}</StateWord>
        ) : host.readAt ? (
          <Time at={host.readAt} />
        ) : (
          t('never')
        )}
      </Cell>
    </Row>
  )
}

/** Unknown is never painted as kept; a finding of an older wish is said to be one. */
function Found({ host }: { host: LockHost }) {
  const t = useTranslations('locks.hosts')
  if (host.found === null) return <StateWord tone="unk">{t('never')}</StateWord>
  const found = host.found === 'locked' || host.found === 'watched' || host.found === 'open' ? host.found : 'unknown'
  const isOther = found !== host.wanted

  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <StateWord tone={host.isSilent ? 'unk' : (TONE[found] ?? 'unk')}>{t(`is.${found}`)}</StateWord>
      {isOther && <span className="text-label text-wait">{t(host.isBehind ? 'follows' : 'drift')}</span>}
    </span>
  )
}
