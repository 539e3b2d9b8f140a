import Link from 'next/link'
import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import { LimitFacts } from '../../../../../components/policies/limits-in-force.tsx'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { customerPath } from '../../../../../lib/customers/customer-list-query.ts'
import type { PolicyOfCustomer } from '../../../../../lib/customers/customer-views.ts'
import { formatDayClock } from '../../../../../lib/i18n/format.ts'

type CustomerLimitsProps = { number: string; policy: PolicyOfCustomer; mayChange: boolean }

/** Which limits hold for him, whose word they are, and what else is said for him alone. */
export function CustomerLimits({ number, policy: { inForce, own, saved }, mayChange }: CustomerLimitsProps) {
  const t = useTranslations('customers.limits')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()
  const others = own.filter((field) => field !== 'limits')

  return (
    <Card aria-labelledby="limits" className="pb-3">
      <CardHead
        id="limits"
        title={t('title')}
        about={t(own.includes('limits') ? 'own' : 'desk')}
        aside={mayChange && <Link href={`${customerPath(number)}/limits`} className="text-accent hover:underline">{t('change')}</Link>}
      />
      <LimitFacts limits={inForce.limits} className="figures px-4" />
      {others.length > 0 && <p className="mt-2 px-4 text-text-2">{t('others', { fields: others.map((field) => t(`field.${field}`)).join(', ') })}</p>}
      {saved && own.length > 0 && (
        <p className="mt-2 px-4 text-label text-text-2">
          <q className="wrap-anywhere">{saved.reason}</q> {t('saved', { by: saved.by ?? t('nobody'), at: formatDayClock(saved.at, now, language, zone) })}
        </p>
      )}
    </Card>
  )
}
