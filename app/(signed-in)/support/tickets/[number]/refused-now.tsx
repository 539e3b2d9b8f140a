import { useNow, useTranslations } from 'next-intl'
import type { RefusedHour } from '../../../../../lib/relay-locks/lock-page-records.ts'

const LATELY_MS = 7_200_000

/** Whether something on the customer's side still tries to send: attempts that the lock refused. */
export function RefusedNow({ refused }: { refused: RefusedHour[] }) {
  const t = useTranslations('tickets.seen')
  const since = useNow().getTime() - LATELY_MS
  const total = refused.reduce((sum, hour) => sum + hour.refused, 0)
  const lately = refused.filter((hour) => Date.parse(hour.hour) >= since).reduce((sum, hour) => sum + hour.refused, 0)

  return (
    <>
      {t('refusedSince', { count: total })} {t(lately > 0 ? 'still' : 'quiet')}
    </>
  )
}
