import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import type { AccountTraffic } from '../../../../../lib/accounts/account-traffic-views.ts'
import { formatDayClock } from '../../../../../lib/i18n/format.ts'

const SHOWN = 5

/** The networks it sent from, the latest first. */
export function SendsFrom({ networks }: Pick<AccountTraffic, 'networks'>) {
  const t = useTranslations('accounts.from')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()

  return (
    <Card aria-labelledby="sends-from" className="pb-3">
      <CardHead id="sends-from" title={t('title')} about={t('about')} />
      {networks.length === 0 && <p className="px-4 text-text-2">{t('none')}</p>}
      <ul className="flex flex-col gap-1 px-4">
        {networks.slice(0, SHOWN).map(({ network, hours, lastHour }) => (
          <li key={network} className="flex flex-wrap items-baseline justify-between gap-x-3">
            <span className="mono">{network}</span>
            <span className="figures text-label text-text-2">{t('hours', { count: hours, at: formatDayClock(lastHour, now, language, zone) })}</span>
          </li>
        ))}
      </ul>
      {networks.length > SHOWN && <p className="mt-1 px-4 text-label text-text-3">{t('more', { count: networks.length - SHOWN })}</p>}
    </Card>
  )
}
