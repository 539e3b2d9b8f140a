import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import { SoftwareWords } from '../../../../../components/hosts/software-words.tsx'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { Facts } from '../../../../../components/ui/figure.tsx'
import type { HostForSupport } from '../../../../../lib/hosts/host-views.ts'
import { formatBytes, formatDayClock, formatNumber } from '../../../../../lib/i18n/format.ts'

const OVER = ['done', 'failed', 'cancelled']

/** The agent: version, what it can do, how far behind it reads, what it still has to do. */
export function AgentCard({ host }: { host: HostForSupport }) {
  const t = useTranslations('hosts.agent')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()
  const open = Object.entries(host.orders).reduce((sum, [state, count]) => (OVER.includes(state) ? sum : sum + count), 0)
  const behind = host.logBehindBytes === null ? t('unknown') : host.logBehindBytes === 0 ? t('upToDate') : formatBytes(host.logBehindBytes, language)

  return (
    <Card aria-labelledby="agent" className="pb-3">
      <CardHead id="agent" title={t('title')} />
      <Facts
        className="px-4"
        facts={[
          { name: t('version'), value: host.agentVersion ?? t('unknown') },
          { name: t('mta'), value: <SoftwareWords host={host} /> },
          { name: t('address'), value: <span className="mono wrap-anywhere">{host.agentUrl}</span> },
          { name: t('certificate'), value: host.certificateEndsAt ? formatDayClock(host.certificateEndsAt, now, language, zone) : t('unknown') },
          { name: t('behind'), value: behind },
          { name: t('orders'), value: formatNumber(open, language) },
          { name: t('ips'), value: <span className="mono">{host.ips.join(', ') || '–'}</span> },
          { name: t('can'), value: <Abilities can={host.capabilities} /> },
        ]}
      />
    </Card>
  )
}

function Abilities({ can }: { can: HostForSupport['capabilities'] }) {
  const t = useTranslations('hosts.agent')
  if (!can) return t('unknown')
  const words = [
    !can.locks && t('capability.noLocks'),
    !can.quarantines && t('capability.noQuarantine'),
    can.locksOpenSessions && t('capability.open'),
    can.hasDoor && t('capability.door'),
    can.locks && t(`capability.${can.watches}`),
    can.movesOutOfQueue && t('capability.move'),
  ]
  return words.filter(Boolean).join(', ')
}
