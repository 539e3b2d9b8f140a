import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { Facts } from '../../../../components/ui/figure.tsx'
import { NoticeBox } from '../../../../components/ui/notice-box.tsx'
import { formatBytes, formatDayClock, formatDuration } from '../../../../lib/i18n/format.ts'
import type { ActPreviewForDesk } from '../../../../lib/quarantine/quarantine-page-views.ts'

const FREE_TO_SEND = ['open', 'lifted']

/** Speed, size, doubles and locks of what is about to happen. */
export function PreviewFacts({ kind, preview, now }: { kind: 'release' | 'delete'; preview: ActPreviewForDesk; now: number }) {
  const t = useTranslations('quarantine')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  if (preview.messages === 0) return null
  const { messages, bytes, perMinute, minutes, doubles, oldestArrivedAt } = preview
  const isLocked = preview.locks.some(({ lockState }) => lockState !== null && !FREE_TO_SEND.includes(lockState))

  const batch = { name: t('fact.batch'), value: t('fact.batchIs', { count: messages, size: formatBytes(bytes, language) }) }
  const lock = { name: t('fact.lock'), value: <Locks preview={preview} /> }
  const oldest = oldestArrivedAt ? [{ name: t('fact.oldest'), value: t('fact.oldestIs', { at: formatDayClock(oldestArrivedAt, now, language, zone) }) }] : []
  const released = [
    { name: t('fact.speed'), value: t('fact.speedIs', { perMinute, time: formatDuration(minutes * 60, language) }) },
    batch,
    { name: t('fact.doubles'), value: doubles === 0 ? t('fact.noDoubles') : <strong className="text-wait">{t('fact.someDoubles', { count: doubles })}</strong> },
    lock,
    { name: t('fact.done'), value: t('fact.doneIs') },
  ]
  return (
    <>
      <Facts className="rounded-control border border-line px-3 py-2" facts={kind === 'release' ? released : [batch, ...oldest, lock]} />
      {kind === 'release' && isLocked && <NoticeBox tone="wait" title={t('lockedWarning.title')}>{t('lockedWarning.about')}</NoticeBox>}
    </>
  )
}

function Locks({ preview }: { preview: ActPreviewForDesk }) {
  const t = useTranslations('quarantine')
  const more = preview.accounts.length - preview.locks.length

  return (
    <ul className="wrap-anywhere">
      {preview.locks.map(({ account, lockState }) => (
        <li key={account}>{isKnown(lockState) ? t('fact.lockStays', { account, state: t(`lock.${lockState}`) }) : t('fact.lockNone', { account })}</li>
      ))}
      {more > 0 && <li>{t('fact.lockMore', { count: more })}</li>}
    </ul>
  )
}

const STATES = ['locked', 'notified', 'answered', 'accepted', 'guarded-unlock', 'open', 'lifted', 'ended'] as const

function isKnown(state: string | null): state is (typeof STATES)[number] {
  return STATES.some((one) => one === state)
}
