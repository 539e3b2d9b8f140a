import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import Link from 'next/link'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { formatDayClock } from '../../../../../lib/i18n/format.ts'
import type { LockForSupport } from '../../../../../lib/relay-locks/lock-page-views.ts'

/** What is next, and what lies in quarantine meanwhile. */
export function NextStep({ lock }: { lock: LockForSupport }) {
  const t = useTranslations('locks.detail')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()
  const { messages, deleteAt } = lock.quarantined

  return (
    <Card aria-labelledby="next" className="pb-3">
      <CardHead id="next" title={t('next')} about={lock.incidentNumber !== null && t('incident', { number: lock.incidentNumber })} />
      <p className="px-4">{t(`nextAct.${lock.state}`)}</p>
      <p className="mt-1 px-4 text-text-2">
        {t('quarantined', { count: messages })}
        {deleteAt && messages > 0 && ` · ${t('deletedAt', { at: formatDayClock(deleteAt, now, language, zone) })}`}
        {messages > 0 && (
          <>
            {' · '}
            <Link href={`/support/quarantine?account=${encodeURIComponent(lock.account)}`} className="text-accent underline">
              {t('quarantine')}
            </Link>
          </>
        )}
      </p>
    </Card>
  )
}
