import { useLocale, useTranslations } from 'next-intl'
import { formatMillis } from '../../lib/i18n/format.ts'
import type { Report } from '../../lib/reports/report-views.ts'

/** How a period is named: the last so many days, or a month that is over or runs. */
export type PeriodName = { days: number } | { month: string; before: string; isRunning: boolean }

export type ReportWords = {
  /** The whole period in a few sentences that can be read aloud. */
  sentence: (report: Report) => string
  /** A figure of the time before, with the name of that time. */
  before: (value: string) => string
}

/** Puts a report into words, for a span of days or for a month. */
export function useReportWords(name: PeriodName): ReportWords {
  const t = useTranslations('reports')
  const language = useLocale()
  const when = 'days' in name ? t('sentence.span', name) : t(name.isRunning ? 'sentence.running' : 'sentence.month', { month: name.month })

  return {
    before: (value) => ('days' in name ? t('before.span', { value, days: name.days }) : t('before.month', { value, month: name.before })),
    sentence: ({ figures, incidents }) => {
      const { locks, customers, mailsLeft, relapses, times } = figures
      const { receiverBlocks: blocks } = incidents
      if (locks === 0) return t('sentence.none', { when, silent: incidents.silentHosts, blocks })
      const median = times.untilLocked ? formatMillis(times.untilLocked.median, language) : ''
      return t('sentence.some', { when, locks, customers, left: mailsLeft, relapses, speed: times.untilLocked ? 'known' : 'unknown', median, blocks })
    },
  }
}
