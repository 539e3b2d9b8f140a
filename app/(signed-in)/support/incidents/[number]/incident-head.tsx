import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { incidentTone } from '../../../../../components/incidents/incident-tone.ts'
import { useIncidentWords } from '../../../../../components/incidents/use-incident-words.ts'
import { Breadcrumbs } from '../../../../../components/ui/breadcrumbs.tsx'
import { LinkButton } from '../../../../../components/ui/link-button.tsx'
import { PageHead } from '../../../../../components/ui/page-head.tsx'
import { StatePill } from '../../../../../components/ui/state-word.tsx'
import { listMatrixHref, NO_LIST_QUERY } from '../../../../../lib/blocklists/list-matrix-query.ts'
import { domainPath } from '../../../../../lib/domain-checks/domain-list-query.ts'
import { formatDayClock } from '../../../../../lib/i18n/format.ts'
import type { IncidentDetail } from '../../../../../lib/incidents/incident-views.ts'

/** What it is in one line, whether it is over, and the way to what decides it. */
export function IncidentHead({ incident, mayReview, children }: { incident: IncidentDetail; mayReview: boolean; children?: ReactNode }) {
  const t = useTranslations('incidents')
  const words = useIncidentWords()
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()
  const { number, kind, isOver, openedAt, endedAt, locks, about, block, listed, probe, ownDomain } = incident
  const at = (time: string) => formatDayClock(time, now, language, zone)
  const open = locks.find((lock) => lock.closedAt === null && lock.ticketNumber !== null)

  return (
    <PageHead
      title={words.heading(incident)}
      crumbs={<Breadcrumbs label={useTranslations('ui')('breadcrumbs')} crumbs={[{ label: t('crumb'), href: '/support/incidents' }, { label: String(number) }]} />}
      about={
        <>
          <StatePill tone={incidentTone({ isOver, kind, block, listed })}>{t(`state.${isOver ? 'over' : 'open'}`)}</StatePill>
          <span className="figures">{endedAt ? t('period', { from: at(openedAt), to: at(endedAt) }) : t('began', { at: at(openedAt) })}</span>
        </>
      }
      aside={
        <>
          {children}
          {mayReview && <LinkButton href={`/reports/incidents/${number}`}>{t('toReview')}</LinkButton>}
          {open && <LinkButton kind="primary" href={`/support/tickets/${open.ticketNumber}`}>{t('toTicket', { number: open.ticketNumber ?? 0 })}</LinkButton>}
          {kind === 'silent-host' && about[0] && <LinkButton kind={isOver ? 'secondary' : 'primary'} href={`/support/hosts/${encodeURIComponent(about[0])}`}>{t('toHost')}</LinkButton>}
          {listed && <LinkButton kind={isOver ? 'secondary' : 'primary'} href={listed.isAddress ? `/support/ips/${encodeURIComponent(listed.target)}` : listMatrixHref(NO_LIST_QUERY, { show: 'domains', q: listed.target })}>{t(listed.isAddress ? 'toAddress' : 'toBlocklists')}</LinkButton>}
          {probe && <LinkButton kind={isOver ? 'secondary' : 'primary'} href="/support/probes">{t('toProbes')}</LinkButton>}
          {ownDomain && <LinkButton kind={isOver ? 'secondary' : 'primary'} href={domainPath(ownDomain.domain)}>{t('toDomain')}</LinkButton>}
          {block && <LinkButton kind={isOver ? 'secondary' : 'primary'} href={`/support/deliverability?period=24h`}>{t('toMatrix')}</LinkButton>}
        </>
      }
    />
  )
}
