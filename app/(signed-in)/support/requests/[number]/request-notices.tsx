import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import { NoticeBox } from '../../../../../components/ui/notice-box.tsx'
import { formatDayClock, formatDuration } from '../../../../../lib/i18n/format.ts'
import type { RequestPage } from '../../../../../lib/delisting-requests/request-views.ts'

/** What to know before the next act: it seems over, the answer is overdue, the cause stands, it expires by itself. */
export function RequestNotices({ request: { state, act, isOverdue, isOpen, answerDueAt, addressee, causes, guide, seemsOver } }: { request: RequestPage }) {
  const t = useTranslations('requests.notice')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()
  const isDraft = state === 'draft'
  const stands = causes.some((cause) => cause.stands)
  if (!isOpen) return null

  return (
    <>
      {act === 'close-as-granted' && <NoticeBox tone="ok" title={t(`over.${addressee}`)}>{t('overAbout')}</NoticeBox>}
      {isDraft && seemsOver && <NoticeBox tone="ok" title={t(`over.${addressee}`)}>{t('overDraft')}</NoticeBox>}
      {isOverdue && answerDueAt && act !== 'close-as-granted' && <NoticeBox tone="bad" title={t('overdue', { at: formatDayClock(answerDueAt, now, language, zone) })}>{t('overdueAbout')}</NoticeBox>}
      {isDraft && stands && <NoticeBox tone="bad" title={t('stands')}>{t('standsAbout')}</NoticeBox>}
      {isDraft && causes.length === 0 && !seemsOver && <NoticeBox tone="wait" title={t('noCause')}>{t('noCauseAbout')}</NoticeBox>}
      {isDraft && guide.expiresAfterHours !== null && <NoticeBox tone="wait" title={t('expires', { time: formatDuration(guide.expiresAfterHours * 3600, language) })}>{t('expiresAbout')}</NoticeBox>}
    </>
  )
}
