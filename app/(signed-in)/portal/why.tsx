import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { isScriptAccount } from '../../../lib/accounts/account.ts'
import type { AccountForCustomer } from '../../../lib/accounts/customer-account-views.ts'
import type { Burst } from '../../../lib/accounts/sending-state.ts'
import { formatClock, formatShare } from '../../../lib/i18n/format.ts'
import { PortalHeading } from './portal-heading.tsx'

/** Why, in plain words out of what was measured. */
export function Why({ account, level }: { account: AccountForCustomer; level: 2 | 3 }) {
  const t = useTranslations('portal.status')
  const { lock, sending } = account
  if (!lock) return null

  return (
    <section>
      <PortalHeading level={level}>{t('why')}</PortalHeading>
      {sending === 'watched' ? (
        <p className="text-text-2">{t('watchedWhy')}</p>
      ) : (
        <p className="text-text-2">{lock.burst ? <BurstWords burst={lock.burst} isScript={isScriptAccount(account.name)} /> : t('noBurst')}</p>
      )}
      {lock.relapses > 0 && sending === 'locked' && <p className="mt-2 text-text-2">{t('relapsed', { left: leftWord(lock.leftAtRelapse), count: lock.leftAtRelapse ?? 0 })}</p>}
      {sending === 'ended' && <p className="mt-2 text-text-2">{t('endedWhy')}</p>}
    </section>
  )
}

function leftWord(left: number | null): 'none' | 'some' | 'unknown' {
  if (left === null) return 'unknown'
  return left === 0 ? 'none' : 'some'
}

function BurstWords({ burst, isScript }: { burst: Burst; isScript: boolean }) {
  const t = useTranslations('portal.status')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const until = formatClock(burst.until, language, zone, true)
  const values = {
    what: isScript ? 'script' : 'mailbox',
    count: burst.messages,
    share: burst.unknownShare === null ? 'none' : formatShare(burst.unknownShare, language, 0),
    until,
    b: (chunks: React.ReactNode) => <strong className="text-text">{chunks}</strong>,
  }
  return burst.from === null ? t.rich('burstOpen', values) : t.rich('burst', { ...values, from: formatClock(burst.from, language, zone) })
}
