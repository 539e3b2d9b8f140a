'use client'

import { useTranslations } from 'next-intl'
import { ClockTime } from '../../../../components/ui/clock-time.tsx'
import { NoticeBox } from '../../../../components/ui/notice-box.tsx'
import { useTickingNow } from '../../../../components/ui/use-ticking-now.ts'
import { shortLogs, type TraceProgress } from '../../../../lib/traces/trace-progress.ts'

const SHOWN_MAX = 12

/** How far back the logs reach where that is less than what was asked for, and files that a host could not read. */
export function ShortLogs({ progress }: { progress: TraceProgress }) {
  const t = useTranslations('trace')
  const now = useTickingNow()
  const short = shortLogs(progress).slice(0, SHOWN_MAX)
  const unread = progress.hosts.filter(({ unreadFiles }) => unreadFiles.length > 0).slice(0, SHOWN_MAX)

  return (
    <>
      {short.length > 0 && (
        <p className="flex flex-wrap gap-x-3 gap-y-1 text-label text-text-2">
          <span>{t('logsReach')}</span>
          {short.map(({ host, logsSince }) => (
            <span key={host}>
              <span className="mono">{host}</span> {logsSince && <ClockTime at={logsSince} now={now} />}
            </span>
          ))}
        </p>
      )}
      {unread.length > 0 && (
        <NoticeBox tone="unk" title={t('unreadFiles')}>
          {unread.map(({ host, unreadFiles }) => (
            <span key={host} className="mono block wrap-anywhere">
              {host}: {unreadFiles.join(', ')}
            </span>
          ))}
        </NoticeBox>
      )}
    </>
  )
}
