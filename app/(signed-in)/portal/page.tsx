import { getNow, getTranslations } from 'next-intl/server'
import type { Metadata } from 'next'
import { EmptyState } from '../../../components/ui/empty-state.tsx'
import { requireCustomer } from '../../../lib/access/viewer.ts'
import { listOwnAccounts } from '../../../lib/accounts/customer-account-views.ts'
import { getOwnDomainHints } from '../../../lib/domain-checks/own-domain-views.ts'
import { deskForVisitor } from '../../../lib/notices/desk-views.ts'
import { getUsualJudgingSeconds } from '../../../lib/tickets/usual-judging-views.ts'
import { AccountStatus } from './account-status.tsx'
import { AnswerBar } from './answer-bar.tsx'
import { DomainHints } from './domain-hints.tsx'
import { OtherAccounts } from './other-accounts.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('portal.status'))('title') }
}

/** May I send? Why not? What do I do now? */
export default async function PortalPage() {
  const viewer = await requireCustomer()
  const now = (await getNow()).getTime()
  const [t, accounts, desk, usual, hints] = await Promise.all([getTranslations('portal.status'), listOwnAccounts(viewer, now), deskForVisitor(), getUsualJudgingSeconds(), getOwnDomainHints(viewer)])
  const troubled = accounts.filter(({ sending }) => sending !== 'open' && sending !== 'fresh')
  const others = accounts.filter((account) => !troubled.includes(account))
  const toAnswer = troubled.length === 1 ? troubled[0] : undefined

  if (accounts.length === 0) {
    return (
      <>
        <h1 className="mb-4 text-phone-title">{t('title')}</h1>
        <EmptyState title={t('noAccounts')} about={t('noAccountsAbout')} />
        {hints.length > 0 && <DomainHints hints={hints} />}
      </>
    )
  }
  return (
    <>
      {troubled.length === 0 && <h1 className="mb-4 text-phone-title">{accounts.length === 1 ? t('oneOpen') : t('allOpen')}</h1>}
      {troubled.length > 1 && <h1 className="mb-6 text-phone-title">{t('several', { count: troubled.length })}</h1>}
      <div className="flex flex-col gap-10">
        {troubled.map((account) => (
          <AccountStatus key={account.name} account={account} desk={desk} now={now} usual={usual} isAlone={troubled.length === 1} />
        ))}
      </div>
      {hints.length > 0 && <DomainHints hints={hints} />}
      {others.length > 0 && <OtherAccounts accounts={others} isAll={troubled.length === 0} />}
      {toAnswer?.lock?.ticketNumber && <AnswerBar ticketNumber={toAnswer.lock.ticketNumber} missing={toAnswer.lock.missing} sending={toAnswer.sending} desk={desk} />}
    </>
  )
}
