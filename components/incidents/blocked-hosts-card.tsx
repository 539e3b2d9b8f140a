import Link from 'next/link'
import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import { formatDayClock, formatNumber, formatShare } from '../../lib/i18n/format.ts'
import type { BlockSummary } from '../../lib/incidents/receiver-block.ts'
import type { BlockedHost } from '../../lib/receiver-standings/blocked-hosts.ts'
import { Card, CardHead, Quote } from '../ui/card.tsx'
import { Cell, DataTable, HeadCell, Row, TableBody, TableHead } from '../ui/data-table.tsx'
import { StateWord } from '../ui/state-word.tsx'
import { STANDING_TONE } from './standing-tone.ts'

type BlockedHostsProps = { block: BlockSummary; hosts: BlockedHost[]; isLinked: boolean }

/** The first refusal in the receiver's own words, and every host that was hit: how it stands, since when, soft and hard. */
export function BlockedHostsCard({ block, hosts, isLinked }: BlockedHostsProps) {
  const t = useTranslations('incidents.blocked')
  const at = useMoment()
  const told = hosts.filter(({ reply }) => reply !== null).toSorted((a, b) => a.beganAt.localeCompare(b.beganAt))
  const first = told.find(({ hardAt }) => hardAt !== null) ?? told[0]

  return (
    <Card aria-labelledby="blocked-hosts">
      <CardHead id="blocked-hosts" title={t('title', { receiver: block.name })} about={t('about', { count: hosts.length })} isRuled />
      {first?.reply && (
        <div className="px-4 py-3">
          <p className="mb-1 text-label text-text-2">{t('said', { receiver: block.name, host: first.host, at: at(first.saidAt ?? first.beganAt) })}</p>
          <Quote>{first.reply}</Quote>
        </div>
      )}
      <DataTable label={t('title', { receiver: block.name })}>
        <TableHead className="md:static!">
          <HeadCell>{t('host')}</HeadCell>
          <HeadCell>{t('state')}</HeadCell>
          <HeadCell isNumber>{t('deferredFrom')}</HeadCell>
          <HeadCell isNumber>{t('refusedFrom')}</HeadCell>
          <HeadCell isNumber>{t('proof')}</HeadCell>
          <HeadCell isNumber>{t('usual')}</HeadCell>
        </TableHead>
        <TableBody>
          {hosts.map((host) => (
            <HostLine key={host.hostId} host={host} receiver={block.receiver} isLinked={isLinked} />
          ))}
        </TableBody>
      </DataTable>
    </Card>
  )
}

function HostLine({ host, receiver, isLinked }: { host: BlockedHost; receiver: string; isLinked: boolean }) {
  const t = useTranslations('incidents.blocked')
  const language = useLocale()
  const at = useMoment()
  const href = `/support/deliverability?${new URLSearchParams({ period: '24h', host: host.host, receiver }).toString()}`
  const none = <span className="text-text-3">–</span>

  return (
    <Row>
      <Cell isRowHead>{isLinked ? <Link href={href} className="mono font-strong hover:text-accent hover:underline">{host.host}</Link> : <span className="mono font-strong">{host.host}</span>}</Cell>
      <Cell label={t('state')}><StateWord tone={STANDING_TONE[host.state]}>{t(`states.${host.state}`, { at: at(host.since) })}</StateWord></Cell>
      <Cell label={t('deferredFrom')} isNumber>{host.softAt === null ? none : at(host.softAt)}</Cell>
      <Cell label={t('refusedFrom')} isNumber>{host.hardAt === null ? none : at(host.hardAt)}</Cell>
      <Cell label={t('proof')} isNumber>{t('ofAttempts', { untaken: formatNumber(host.deferred + host.refused, language), attempts: formatNumber(host.attempts, language) })}</Cell>
      <Cell label={t('usual')} isNumber>{host.usuallyTaken === null ? <span className="text-text-3">{t('notKnown')}</span> : formatShare(host.usuallyTaken, language)}</Cell>
    </Row>
  )
}

function useMoment(): (at: string) => string {
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()
  return (at) => formatDayClock(at, now, language, zone)
}
