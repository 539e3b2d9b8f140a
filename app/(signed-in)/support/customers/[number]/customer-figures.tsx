import { useLocale, useTranslations } from 'next-intl'
import { FigureStrip } from '../../../../../components/ui/figure-strip.tsx'
import type { CustomerForSupport } from '../../../../../lib/customers/customer-views.ts'
import { formatNumber } from '../../../../../lib/i18n/format.ts'

const FIGURES = ['accounts', 'lockedNow', 'locksInTwelveMonths', 'relapses', 'falseAlarms', 'quarantined'] as const

/** What he has and what happened with him, in six numbers. */
export function CustomerFigures({ figures }: Pick<CustomerForSupport, 'figures'>) {
  const t = useTranslations('customers')
  const language = useLocale()

  return (
    <FigureStrip
      label={t('title')}
      figures={FIGURES.map((key) => ({ key, value: formatNumber(figures[key], language), label: t(`figure.${key}`), tone: key === 'lockedNow' && figures[key] > 0 ? 'bad' : undefined }))}
    />
  )
}
