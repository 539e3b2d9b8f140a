import { useNow, useLocale, useTimeZone, useTranslations } from 'next-intl'
import { MAY_SEND_TONE } from '../../../../../components/accounts/may-send-word.tsx'
import { Breadcrumbs } from '../../../../../components/ui/breadcrumbs.tsx'
import { CopyButton } from '../../../../../components/ui/copy-button.tsx'
import { LinkButton } from '../../../../../components/ui/link-button.tsx'
import { PageHead } from '../../../../../components/ui/page-head.tsx'
import { StateWord } from '../../../../../components/ui/state-word.tsx'
import type { AccountForSupport } from '../../../../../lib/accounts/account-views.ts'
import { formatDayClock } from '../../../../../lib/i18n/format.ts'
import { AssignAccount } from '../assign-account.tsx'
import { AccountActs } from './account-acts.tsx'

/** Two facts first: may it fetch, may it send. Then the one thing to do, others in a menu. */
export function AccountHead({ account }: { account: AccountForSupport }) {
  const t = useTranslations('accounts')
  const { name, sending, lock, customer } = account

  return (
    <PageHead
      isTitleMono
      title={name}
      crumbs={<Breadcrumbs label={useTranslations('ui')('breadcrumbs')} crumbs={[{ label: t('crumb'), href: '/support/accounts' }, { label: name }]} />}
      about={
        <>
          <CopyButton text={name} what={t('copy')} />
          <StateWord tone="ok">{t('mayFetch')}</StateWord>
          <StateWord tone={MAY_SEND_TONE[sending]}><Sending account={account} /></StateWord>
        </>
      }
      aside={
        <>
          <AccountActs account={account} />
          {lock && lock.ticketNumber !== null && customer && (
            <LinkButton kind="primary" href={`/support/tickets/${lock.ticketNumber}`}>
              {t('openTicket', { number: lock.ticketNumber })}
            </LinkButton>
          )}
          {!customer && <AssignAccount account={name} isLocked={lock !== null} />}
        </>
      }
    />
  )
}

function Sending({ account: { sending, lock } }: { account: AccountForSupport }) {
  const t = useTranslations('accounts')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()
  const at = (time: string) => formatDayClock(time, now, language, zone)
  if (sending === 'ended') return t('endedSince')
  if (!lock) return t('sending.open')
  return sending === 'watched' ? t('watched', { at: at(lock.stateSince) }) : t('locked', { at: at(lock.lockedAt) })
}
