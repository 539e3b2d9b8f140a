import { useLocale, useTranslations } from 'next-intl'
import { RequestLines } from '../../../../../components/delisting-requests/request-lines.tsx'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { NoticeBox } from '../../../../../components/ui/notice-box.tsx'
import type { NewRequest } from '../../../../../lib/delisting-requests/new-request-views.ts'
import { formatDuration } from '../../../../../lib/i18n/format.ts'
import { CauseLines } from '../cause-lines.tsx'
import { GuideCard } from '../guide-card.tsx'
import { DraftForm } from './draft-form.tsx'

/** The form at the left; at the right whether it is the time to ask, and how one asks there. */
export function WriteRequest({ begun }: { begun: Extract<NewRequest, { step: 'write' }> }) {
  const t = useTranslations('requests')
  const language = useLocale()
  const { addressee, name, targets, guide, causes, stands, earlier } = begun
  const chosen = targets.filter(({ isChosen }) => isChosen)
  const open = earlier.find(({ isOpen }) => isOpen)
  const good = addressee === 'list' ? 'clear' : 'fine'
  const isGone = chosen.length > 0 && chosen.every(({ measured }) => measured.state === good)

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <div className="flex min-w-0 flex-col gap-3">
        {open && <NoticeBox tone="wait" title={t('new.open', { number: open.number })}>{t('new.openAbout')}</NoticeBox>}
        {isGone && <NoticeBox tone="ok" title={t(`notice.over.${addressee}`)}>{t('notice.overDraft')}</NoticeBox>}
        {stands && <NoticeBox tone="bad" title={t('notice.stands')}>{t('notice.standsAbout')}</NoticeBox>}
        {!stands && causes.length === 0 && !isGone && <NoticeBox tone="wait" title={t('notice.noCause')}>{t('notice.noCauseAbout')}</NoticeBox>}
        {guide.expiresAfterHours !== null && <NoticeBox tone="wait" title={t('notice.expires', { time: formatDuration(guide.expiresAfterHours * 3600, language) })}>{t('notice.expiresAbout')}</NoticeBox>}
        <DraftForm begun={begun} />
      </div>
      <div className="flex min-w-0 flex-col gap-3">
        <Card aria-labelledby="fits">
          <CardHead id="fits" title={t('fits')} isRuled />
          <div className="px-4 py-3"><CauseLines causes={causes} /></div>
        </Card>
        <GuideCard guide={guide} name={name} />
        <Card aria-labelledby="earlier">
          <CardHead id="earlier" title={t('others', { name })} isRuled />
          <div className="px-4 py-3"><RequestLines requests={earlier} none={t('othersNone')} /></div>
        </Card>
      </div>
    </div>
  )
}
