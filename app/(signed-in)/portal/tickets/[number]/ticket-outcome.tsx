import { useLocale, useTranslations } from 'next-intl'
import { NoticeBox } from '../../../../../components/ui/notice-box.tsx'
import type { TicketForCustomer } from '../../../../../lib/tickets/customer-ticket-views.ts'
import { joinQuestions } from '../../../../../lib/tickets/join-questions.ts'

const TONE = { accepted: 'ok', 'guarded-unlock': 'hold', open: 'ok', lifted: 'ok', ended: 'bad' } as const

/** Where it stands, in words: what came in, what is missing, what happens next. Nothing before the first answer. */
export function TicketOutcome({ ticket, usual }: { ticket: TicketForCustomer; usual: string }) {
  const t = useTranslations('portal.ticket')
  const language = useLocale()
  const { lockState, missing, questions } = ticket

  if (lockState === 'accepted' || lockState === 'guarded-unlock' || lockState === 'open' || lockState === 'lifted' || lockState === 'ended') {
    return (
      <NoticeBox tone={TONE[lockState]} title={t(`closed.${lockState}`)} className="mb-4">
        {t(`closed.${lockState}About`)}
      </NoticeBox>
    )
  }
  if (missing.length === 0) {
    return (
      <NoticeBox tone="ok" title={t('thanks')} className="mb-4">
        {t('thanksAbout', { usual })}
      </NoticeBox>
    )
  }
  if (questions.every((question) => question.state === 'missing')) return null
  return (
    <NoticeBox tone="wait" title={t('partly', { count: missing.length, list: joinQuestions(missing, language) })} className="mb-4">
      {t('partlyAbout')}
    </NoticeBox>
  )
}
