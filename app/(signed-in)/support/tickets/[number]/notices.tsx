import { useNow, useTranslations } from 'next-intl'
import { Card, CardHead, Quote } from '../../../../../components/ui/card.tsx'
import { ClockTime } from '../../../../../components/ui/clock-time.tsx'
import { PORTAL_LINK_MARK } from '../../../../../lib/notices/notice.ts'
import type { TicketNotice } from '../../../../../lib/tickets/ticket-page-records.ts'

/** Every notice of this ticket with the exact text that was sent. */
export function Notices({ notices }: { notices: TicketNotice[] }) {
  const t = useTranslations('tickets')
  const now = useNow().getTime()
  if (notices.length === 0) return null

  return (
    <Card aria-labelledby="notices">
      <CardHead id="notices" title={t('notices.title')} isRuled />
      <ul>
        {notices.map((notice) => (
          <li key={notice.id} className="border-b border-line px-4 py-2 last:border-b-0">
            <p className="flex flex-wrap items-baseline gap-x-2">
              <span className="font-strong">{isState(notice.state) ? t(`notices.state.${notice.state}`) : notice.state}</span>
              <ClockTime at={notice.sentAt ?? notice.createdAt} now={now} className="figures text-label text-text-2" />
              <span className="min-w-0 text-label wrap-anywhere text-text-3">{t('dialog.previewTo', { to: notice.to.join(', ') })}</span>
            </p>
            <details className="mt-0.5">
              <summary className="text-accent hover:underline">{notice.subject}</summary>
              <div className="mt-1">
                <Quote>{notice.text.replaceAll(PORTAL_LINK_MARK, `[${t('dialog.previewLink')}]`)}</Quote>
                {notice.reply && <p className="mono mt-1 wrap-anywhere text-text-3">{notice.reply}</p>}
              </div>
            </details>
          </li>
        ))}
      </ul>
    </Card>
  )
}

const STATES = ['queued', 'sent', 'failed', 'cancelled'] as const
function isState(state: string): state is (typeof STATES)[number] {
  return STATES.some((one) => one === state)
}
