import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import { LimitFacts } from '../../../../../components/policies/limits-in-force.tsx'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import type { LimitsInForce } from '../../../../../lib/accounts/account-standing-views.ts'
import { formatDayClock } from '../../../../../lib/i18n/format.ts'

/** Which limits the hosts hold the account to, and whose word they are. */
export function LimitsCard({ limits: { limits, from, until } }: { limits: LimitsInForce }) {
  const t = useTranslations('accounts.limits')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()

  return (
    <Card aria-labelledby="limits" className="pb-3">
      <CardHead id="limits" title={t('title')} about={t(`from.${from}`, { at: until ? formatDayClock(until, now, language, zone) : '' })} />
      <LimitFacts limits={limits} className="figures px-4" />
    </Card>
  )
}
