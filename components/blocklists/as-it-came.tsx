'use client'

import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { Sunken } from '../ui/card.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { useTickingNow } from '../ui/use-ticking-now.ts'
import type { OpenListing } from '../../lib/blocklists/open-listing-views.ts'
import { formatClockSeconds, formatDay } from '../../lib/i18n/format.ts'

const DAY_MS = 86_400_000

/** What was asked and what was answered, and when; of each resolver where they differ. Text of strangers, as text. */
export function AsItCame({ open: { told, question } }: { open: Pick<OpenListing, 'told' | 'question'> }) {
  const t = useTranslations('blocklists.panel')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useTickingNow()
  if (!told) return null
  const { evidence, codes, text, checkedAt } = told
  const answers = evidence.length > 1 && new Set(evidence.map((each) => each.codes.join())).size > 1
    ? evidence.map((each) => `${question} A ${each.codes.join(' ') || t(each.state === 'clear' ? 'noEntry' : 'noCodes')}  ; ${t('resolver', { resolver: each.resolver })}`)
    : [`${question} A ${codes.join(' ') || t(told.state === 'clear' || told.known?.state === 'clear' && told.isOld ? 'noEntry' : 'noCodes')}`]
  const lines = [...answers, ...(text ? [`TXT "${text}"`] : [])]
  const isToday = new Date(now).getTime() - new Date(checkedAt).getTime() < DAY_MS

  return (
    <section>
      <p className="mb-1 flex justify-between gap-3 text-text-2">
        <span>{t('answer')}</span>
        <time dateTime={checkedAt} className="figures">{!isToday && `${formatDay(checkedAt, language, zone)} `}{formatClockSeconds(checkedAt, language, zone)}</time>
      </p>
      <Sunken className="flex items-start gap-2">
        <span className="mono min-w-0 flex-1 leading-[1.125rem] wrap-anywhere whitespace-pre-wrap">{lines.join('\n')}</span>
        <CopyButton text={lines.join('\n')} what={t('answer')} />
      </Sunken>
      {evidence.length > 0 && <p className="mt-1 text-label text-text-2">{evidence.map(({ resolver }) => t('resolver', { resolver })).join(' · ')}</p>}
    </section>
  )
}
