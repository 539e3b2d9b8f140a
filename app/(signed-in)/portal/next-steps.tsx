import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { isScriptAccount } from '../../../lib/accounts/account.ts'
import type { AccountForCustomer } from '../../../lib/accounts/customer-account-views.ts'
import { formatDuration } from '../../../lib/i18n/format.ts'
import type { DeskForVisitor } from '../../../lib/notices/desk-views.ts'
import { PortalHeading } from './portal-heading.tsx'

type NextStepsProps = { account: AccountForCustomer; desk: DeskForVisitor; usual: number | null; level: 2 | 3 }

/** What happens next and how to reach us, also from this very mailbox where the host leaves that door open. */
export function NextSteps({ account: { lock, sending, held, name }, desk, usual, level }: NextStepsProps) {
  const t = useTranslations('portal.status')
  const language = useLocale()
  const duration = usual === null ? 'none' : formatDuration(usual, language)
  const abuse = () => (
    <a href={`mailto:${desk.abuseAddress}`} className="font-strong text-accent hover:underline">
      {desk.abuseAddress}
    </a>
  )

  return (
    <section>
      <PortalHeading level={level}>{t('next')}</PortalHeading>
      <p className="text-text-2">
        {sending === 'locked' && t('nextLocked', { usual: duration })}
        {sending === 'waiting' && t('nextWaiting', { usual: duration })}
        {sending === 'watched' && t('nextWatched')} {lock && !isScriptAccount(name) && t.rich(lock.hasDoor ? 'door' : 'noDoor', { abuse })}
      </p>
      {held > 0 && (
        <p className="mt-2 text-text-2">
          {t('held', { count: held })}.{' '}
          <Link href="/portal/mail" className="font-strong text-accent hover:underline">
            {t('heldLink')}
          </Link>
        </p>
      )}
    </section>
  )
}
