import { useNow, useTranslations } from 'next-intl'
import Link from 'next/link'
import { LOCK_TONE } from '../../../../../components/relay-locks/lock-tone.ts'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { ClockTime } from '../../../../../components/ui/clock-time.tsx'
import { StateWord } from '../../../../../components/ui/state-word.tsx'
import type { EarlierLock } from '../../../../../lib/relay-locks/lock-page-records.ts'

/** Whether this happened before: a repeat offender needs a second person. */
export function EarlierLocks({ locks }: { locks: EarlierLock[] }) {
  const t = useTranslations('locks')
  const now = useNow().getTime()

  return (
    <Card aria-labelledby="earlier">
      <CardHead id="earlier" title={t('detail.earlier')} isRuled={locks.length > 0} />
      {locks.length === 0 ? (
        <p className="px-4 pb-3 text-text-2">{t('detail.noEarlier')}</p>
      ) : (
        <ul>
          {locks.map((lock) => (
            <li key={lock.id} className="flex flex-wrap items-center gap-x-3 border-b border-line px-4 py-2 last:border-b-0">
              <Link href={`/support/locks/${lock.id}`} className="figures text-accent hover:underline">
                <ClockTime at={lock.lockedAt} now={now} />
              </Link>
              <StateWord tone={LOCK_TONE[lock.state]}>{t(`state.${lock.state}`)}</StateWord>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
