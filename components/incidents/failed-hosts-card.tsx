import Link from 'next/link'
import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import { formatDayClock } from '../../lib/i18n/format.ts'
import type { FailedHost, ProbeSummary } from '../../lib/incidents/failing-probe.ts'
import type { AnyCheckId } from '../../lib/probes/check-catalogue.ts'
import { cellHref } from '../../lib/probes/probe-query.ts'
import { curedBy, saidOfCheck } from '../../lib/probes/said-of-check.ts'
import { Card, CardHead, Quote } from '../ui/card.tsx'
import { Cell, DataTable, HeadCell, Row, TableBody, TableHead } from '../ui/data-table.tsx'
import { StateWord } from '../ui/state-word.tsx'

type FailedHostsProps = { probe: ProbeSummary; hosts: FailedHost[]; isLinked: boolean }

/** What fails, in the lines as they came, the cure, and every host that it was seen on. */
export function FailedHostsCard({ probe, hosts, isLinked }: FailedHostsProps) {
  const t = useTranslations('incidents.failed')
  const check = useTranslations('probes.check')(`${probe.check as AnyCheckId}.short`)
  const language = useLocale()
  const at = useMoment()
  const first = hosts.flatMap(({ host, places }) => places.map((place) => ({ host, ...place }))).toSorted((a, b) => a.beganAt.localeCompare(b.beganAt))[0]

  return (
    <Card aria-labelledby="failed-hosts">
      <CardHead id="failed-hosts" title={t('title', { check })} about={t('about', { count: hosts.length, kind: probe.hostKind })} isRuled />
      {first && (
        <div className="flex flex-col gap-2 px-4 py-3">
          <p className="text-label text-text-2">{t('seen', { host: first.host, place: first.place, at: at(first.beganAt) })}</p>
          <Quote>{saidOfCheck({ source: first.source, text: first.evidence }, language)}</Quote>
          {first.cure && <><h3 className="font-strong">{t('cure')}</h3><p className="wrap-anywhere whitespace-pre-wrap">{curedBy({ source: first.source, text: first.cure }, language)}</p></>}
        </div>
      )}
      <DataTable label={t('title', { check })}>
        <TableHead className="md:static!">
          <HeadCell>{t('host')}</HeadCell>
          <HeadCell>{t('state')}</HeadCell>
          <HeadCell>{t('where')}</HeadCell>
          <HeadCell isNumber>{t('from')}</HeadCell>
        </TableHead>
        <TableBody>{hosts.map((host) => <HostLine key={host.hostId} host={host} isLinked={isLinked} />)}</TableBody>
      </DataTable>
    </Card>
  )
}

function HostLine({ host, isLinked }: { host: FailedHost; isLinked: boolean }) {
  const t = useTranslations('incidents.failed')
  const at = useMoment()
  const [first] = host.places
  const isUnseen = host.overAt === null && host.places.every(({ overAt, isUnseen: unseen }) => overAt !== null || unseen)

  return (
    <Row>
      <Cell isRowHead>{isLinked && first ? <Link href={cellHref(host.host, first.check)} className="mono font-strong hover:text-accent hover:underline">{host.host}</Link> : <span className="mono font-strong">{host.host}</span>}</Cell>
      <Cell label={t('state')}>
        {host.overAt !== null ? <StateWord tone="ok">{t('passes', { at: at(host.overAt) })}</StateWord> : isUnseen ? <StateWord tone="unk">{t('unseen')}</StateWord> : host.acknowledged !== null ? <StateWord tone="hold">{t('known')}</StateWord> : <StateWord tone="bad">{t('fails')}</StateWord>}
        {host.acknowledged !== null && isLinked && <span className="block text-label text-text-2">{host.acknowledged}</span>}
      </Cell>
      <Cell label={t('where')}><span className="mono wrap-anywhere text-text-2">{[...new Set(host.places.map(({ place }) => place))].join(', ')}</span></Cell>
      <Cell label={t('from')} isNumber>{at(host.beganAt)}</Cell>
    </Row>
  )
}

function useMoment(): (time: string) => string {
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()
  return (time) => formatDayClock(time, now, language, zone)
}
