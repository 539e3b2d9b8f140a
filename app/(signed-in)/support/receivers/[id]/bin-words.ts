import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import type { ClassSeries } from '../../../../../lib/deliveries/class-series.ts'
import type { DeliveryPeriod } from '../../../../../lib/deliveries/delivery-period.ts'
import { formatClock, formatDay } from '../../../../../lib/i18n/format.ts'

/** A series by the name of its class. */
export function useClassName(): (series: ClassSeries) => string {
  const t = useTranslations('receivers.chart')
  const word = useTranslations('deliverability.class')
  return ({ refusalClass }) => (refusalClass === null ? t('other') : word(refusalClass))
}

/** When a bar begins, as short as its width allows. */
export function useBinWord(period: DeliveryPeriod): (at: string) => string {
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  return (at) => {
    // A month is counted in days of UTC.
    if (period === '30d') return formatDay(at, language, 'UTC')
    return period === '7d' ? `${formatDay(at, language, zone)} ${formatClock(at, language, zone)}` : formatClock(at, language, zone)
  }
}
