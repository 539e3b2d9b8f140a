import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { StateWord } from '../../../components/ui/state-word.tsx'
import type { AccountForCustomer } from '../../../lib/accounts/customer-account-views.ts'
import { PortalHeading } from './portal-heading.tsx'
import { SENDING_TONE } from './receive-and-send.tsx'

/** Accounts that may send: in one list, quiet. */
export function OtherAccounts({ accounts, isAll }: { accounts: AccountForCustomer[]; isAll: boolean }) {
  const t = useTranslations('portal.status')
  const isFresh = accounts.some(({ sending }) => sending === 'fresh')

  return (
    <section className={isAll ? undefined : 'mt-8'}>
      {!isAll && <PortalHeading level={2}>{t('others')}</PortalHeading>}
      <ul className="rounded-card border border-line bg-surface">
        {accounts.map(({ name, sending, held }) => (
          <li key={name} className="flex flex-wrap items-center gap-x-3 border-b border-line px-4 py-2.5 last:border-b-0">
            <span className="mono min-w-0 flex-1 wrap-anywhere">{name}</span>
            <StateWord tone={SENDING_TONE[sending]}>{t(`sends.${sending}`)}</StateWord>
            {held > 0 && (
              <Link href="/portal/mail" className="w-full text-body text-accent hover:underline">
                {t('held', { count: held })}
              </Link>
            )}
          </li>
        ))}
      </ul>
      {isFresh && <p className="mt-3 text-text-2">{t('fresh')}</p>}
    </section>
  )
}
