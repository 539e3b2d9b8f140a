import { useLocale, useTranslations } from 'next-intl'
import { formatDuration, formatNumber, formatShare } from '../../lib/i18n/format.ts'
import type { Limits } from '../../lib/protocol/limits.ts'
import { Facts } from '../ui/figure.tsx'

/** The limits as they are counted, one per line; one that is switched off says so. */
export function LimitFacts({ limits, className }: { limits: Limits; className?: string }) {
  const t = useTranslations('accounts.limits')
  const language = useLocale()
  const number = (value: number) => formatNumber(value, language)
  const orOff = (max: number | null, words: (max: number) => string) => (max === null ? <span className="text-text-3">{t('off')}</span> : words(max))

  return (
    <Facts
      className={className}
      facts={[
        { name: t('unknownMax'), value: orOff(limits.unknownMax, (max) => t('unknown', { max: number(max), share: formatShare(limits.unknownShareMin, language, 0) })) },
        { name: t('recipientsMax'), value: orOff(limits.recipientsMax, (max) => t('recipients', { max: number(max), factor: number(limits.habitFactor) })) },
        { name: t('undeliverableMax'), value: orOff(limits.undeliverableMax, number) },
        { name: t('networksMax'), value: orOff(limits.networksMax, number) },
        { name: t('messagesMax'), value: orOff(limits.messagesMax, number) },
        { name: t('window'), value: formatDuration(limits.windowSeconds, language) },
      ]}
    />
  )
}
