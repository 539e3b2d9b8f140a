import clsx from 'clsx'
import Link from 'next/link'
import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Card } from '../../../../components/ui/card.tsx'
import { Figure } from '../../../../components/ui/figure.tsx'
import { formatDayClock, formatNumber } from '../../../../lib/i18n/format.ts'
import type { NowView } from '../../../../lib/now/now-views.ts'

/** Three counts, each leading to what it counts. */
export function NowCounts({ counts }: { counts: NowView['counts'] }) {
  const t = useTranslations('now.counts')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()
  const { waitingForUs, noticesQueued, noticesFailed, expiring } = counts
  const notSent = noticesQueued + noticesFailed
  const gone = expiring?.messages ?? 0

  return (
    <Card aria-label={t('title')} className="grid grid-cols-3 max-md:grid-cols-1">
      <Count href="/support/tickets?waits=us">
        <Figure value={formatNumber(waitingForUs, language)} label={t('us', { count: waitingForUs })} />
      </Count>
      <Count href="/support/tickets">
        <Figure
          value={formatNumber(notSent, language)}
          label={t('notices', { count: notSent })}
          {...(noticesFailed > 0 && { about: t('failed', { count: noticesFailed }), tone: 'bad' as const })}
        />
      </Count>
      <Count href="/support/quarantine">
        <Figure
          value={formatNumber(gone, language)}
          label={gone === 0 ? t('noneExpiring') : t('expiring', { count: gone })}
          about={expiring && t('expiringFrom', { at: formatDayClock(expiring.deleteAt, now, language, zone) })}
        />
      </Count>
    </Card>
  )
}

function Count({ href, children }: { href: string; children: ReactNode }) {
  const look = clsx('focus-inset block px-4 py-4 hover:bg-sunken', 'border-line first:rounded-l-card last:rounded-r-card not-first:border-l max-md:not-first:border-t max-md:not-first:border-l-0')
  return (
    <Link href={href} className={look}>
      {children}
    </Link>
  )
}
