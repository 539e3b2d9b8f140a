import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { isScriptAccount } from '../../../lib/accounts/account.ts'
import type { AccountForCustomer } from '../../../lib/accounts/customer-account-views.ts'
import { saySince } from '../../../lib/i18n/say-when.ts'
import type { DeskForVisitor } from '../../../lib/notices/desk-views.ts'
import { AnswerBar } from './answer-bar.tsx'
import { NextSteps } from './next-steps.tsx'
import { ReceiveAndSend } from './receive-and-send.tsx'
import { ThreeSteps } from './three-steps.tsx'
import { Why } from './why.tsx'

type AccountStatusProps = { account: AccountForCustomer; desk: DeskForVisitor; now: number; usual: number | null; isAlone: boolean }

/** One account that cannot send freely: the answer in one sentence, then why, what to do, what happens next. */
export function AccountStatus({ account, desk, now, usual, isAlone }: AccountStatusProps) {
  const t = useTranslations('portal.status')
  const language = useLocale()
  const zone = useTimeZone() ?? desk.timeZone
  const { lock, sending } = account
  if (!lock) return null
  const kind = sending === 'waiting' ? 'locked' : sending === 'watched' || sending === 'ended' ? sending : 'locked'
  const words = t.rich(isScriptAccount(account.name) ? `${kind}Script` : kind, {
    since: saySince(lock.lockedAt, now, language, zone),
    lead: (chunks) => <span className="block">{chunks}</span>,
    account: () => <span className="mono my-0.5 block text-[1.0625rem] leading-6 wrap-anywhere">{account.name}</span>,
    bad: (chunks) => <span className="text-bad">{chunks}</span>,
    hold: (chunks) => <span className="text-hold">{chunks}</span>,
  })
  const Heading = isAlone ? 'h1' : 'h2'

  return (
    <section aria-label={account.name} className="flex flex-col gap-4">
      <Heading className="text-phone-title">{words}</Heading>
      <ReceiveAndSend name={account.name} sending={sending} />
      <Why account={account} level={isAlone ? 2 : 3} />
      {sending === 'locked' && lock.ticketNumber !== null && <ThreeSteps ticketNumber={lock.ticketNumber} missing={lock.missing} level={isAlone ? 2 : 3} />}
      <NextSteps account={account} desk={desk} usual={usual} level={isAlone ? 2 : 3} />
      {!isAlone && lock.ticketNumber !== null && <AnswerBar ticketNumber={lock.ticketNumber} missing={lock.missing} sending={sending} desk={desk} isInline />}
    </section>
  )
}
