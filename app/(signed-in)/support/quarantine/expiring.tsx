import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import Link from 'next/link'
import { NoticeBox } from '../../../../components/ui/notice-box.tsx'
import { formatDayClock, formatDuration } from '../../../../lib/i18n/format.ts'
import { quarantineHref } from '../../../../lib/quarantine/quarantine-address.ts'
import type { QuarantinePage } from '../../../../lib/quarantine/quarantine-page-views.ts'

const LINES = 2
const DAY_MS = 86_400_000

/** What a policy deletes within three days unless somebody keeps it: soonest first, never more than two lines. */
export function Expiring({ expiring, now }: { expiring: QuarantinePage['expiring']; now: number }) {
  const t = useTranslations('quarantine.expiring')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  if (expiring.length === 0) return null

  return (
    <div className="mb-3 flex flex-col gap-2">
      {expiring.slice(0, LINES).map(({ account, messages, deleteAt }) => {
        const leftMs = Date.parse(deleteAt) - now
        const near = leftMs < DAY_MS ? 'yes' : 'no'
        const values = { account, count: messages, near, left: formatDuration(leftMs / 1000, language), at: formatDayClock(deleteAt, now, language, zone) }
        return (
          <NoticeBox key={account} tone="wait" title={t('title', values)}>
            {t('about')}{' '}
            <Link className="font-strong text-accent hover:underline" href={quarantineHref({ view: 'account' }, { account, open: account })}>
              {t('show')}
              <span className="sr-only"> {account}</span>
            </Link>
          </NoticeBox>
        )
      })}
      {expiring.length > LINES && <p className="px-3 text-text-2">{t('more', { count: expiring.length - LINES })}</p>}
    </div>
  )
}
