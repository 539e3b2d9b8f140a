import { ChevronLeft } from 'lucide-react'
import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Words } from '../../../../../components/frame/words.tsx'
import { requireCustomer } from '../../../../../lib/access/viewer.ts'
import { formatDuration } from '../../../../../lib/i18n/format.ts'
import { deskForVisitor } from '../../../../../lib/notices/desk-views.ts'
import { QUESTION_TEXTS } from '../../../../../lib/notices/questions.ts'
import { getTicketForCustomer } from '../../../../../lib/tickets/customer-ticket-views.ts'
import { readTicketNumber } from '../../../../../lib/tickets/read-ticket-number.ts'
import { getUsualJudgingSeconds } from '../../../../../lib/tickets/usual-judging-views.ts'
import { PhoneLine } from '../../phone-line.tsx'
import { sendAnswers, saveDrafts } from './actions.ts'
import { AnswerForm } from './answer-form.tsx'
import { CustomerStory } from './customer-story.tsx'
import { GivenAnswers } from './given-answers.tsx'

import { TicketOutcome } from './ticket-outcome.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('portal.ticket'))('title') }
}

/** The three questions of one lock, and what became of it. Somebody else's ticket is not found, like one that never was. */
export default async function PortalTicketPage({ params }: { params: Promise<{ number: string }> }) {
  const viewer = await requireCustomer()
  const number = readTicketNumber((await params).number)
  const ticket = number === null ? null : await getTicketForCustomer(viewer, number)
  if (!ticket) notFound()

  const [t, language, desk, seconds] = await Promise.all([getTranslations('portal.ticket'), getLocale(), deskForVisitor(), getUsualJudgingSeconds()])
  const usual = seconds === null ? 'none' : formatDuration(seconds, language)
  const canAnswer = ticket.isAsking

  return (
    <>
      <Link href="/portal" className="mb-1 inline-flex items-center gap-1 text-body text-accent hover:underline">
        <ChevronLeft size={16} aria-hidden />
        {t('back')}
      </Link>
      <header className="mb-3 flex flex-wrap items-baseline justify-between gap-x-3">
        <h1 className="text-phone-title">{t('title')}</h1>
        <span className="text-body text-text-2">{t('answeredOf', { count: 3 - ticket.missing.length })}</span>
        <p className="w-full text-body wrap-anywhere text-text-2">{t('about', { account: ticket.account, number: ticket.number })}</p>
      </header>
      <TicketOutcome ticket={ticket} usual={usual} />
      {canAnswer ? (
        <Words namespaces={['portal']}>
          <AnswerForm key={ticket.questions.map((one) => `${one.state}${one.at}`).join()} ticket={ticket} texts={QUESTION_TEXTS[language]} send={sendAnswers} saveDrafts={saveDrafts} phone={<PhoneLine desk={desk} />} />
        </Words>
      ) : (
        <GivenAnswers questions={ticket.questions} texts={QUESTION_TEXTS[language]} />
      )}
      <CustomerStory story={ticket.story} />
    </>
  )
}
