import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { Words } from '../../../../../components/frame/words.tsx'
import { LockHosts } from '../../../../../components/relay-locks/lock-hosts.tsx'
import { LockStateLine } from '../../../../../components/relay-locks/lock-state-line.tsx'
import { may } from '../../../../../lib/access/permissions.ts'
import { requireViewer } from '../../../../../lib/access/viewer.ts'
import { readTicketNumber } from '../../../../../lib/tickets/read-ticket-number.ts'
import { getTicketForSupport } from '../../../../../lib/tickets/ticket-page-views.ts'
import { HeldMails } from './held-mails.tsx'
import { Notices } from './notices.tsx'
import { QuestionCards } from './question-cards.tsx'
import { readStoryFilter, Story } from './story.tsx'
import { TicketHead } from './ticket-head.tsx'
import { WatchCard } from './watch-card.tsx'

type TicketPageProps = { params: Promise<{ number: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata({ params }: TicketPageProps): Promise<Metadata> {
  return { title: (await getTranslations('tickets'))('one', { number: (await params).number }) }
}

/** Are the three answers there and true; what is the next right step? */
export default async function TicketPage({ params, searchParams }: TicketPageProps) {
  const viewer = await requireViewer('support')
  const number = readTicketNumber((await params).number)
  const ticket = number === null ? null : await getTicketForSupport(viewer, number)
  if (!ticket) notFound()
  const filter = readStoryFilter((await searchParams).show)

  return (
    <Words namespaces={['tickets', 'locks', 'quarantine']}>
      <TicketHead ticket={ticket} userId={viewer.userId} />
      <LockStateLine steps={ticket.steps} relapses={ticket.lock.relapses} relapsedAt={ticket.lock.relapsedAt} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 lg:grid-cols-[minmax(0,1.235fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          {ticket.watch && <WatchCard watch={ticket.watch} account={ticket.lock.account} lockId={ticket.lock.id} />}
          <Story story={ticket.story} number={ticket.number} filter={filter} />
        </div>
        <div className={ticket.watch ? 'flex min-w-0 flex-col gap-3' : 'flex min-w-0 flex-col gap-3 max-lg:order-first'}>
          <QuestionCards ticket={ticket} />
          {ticket.watch && <HeldMails watch={ticket.watch} mayUnmask={may(viewer, 'unmask-subjects')} />}
          <LockHosts hosts={ticket.hosts} />
          <Notices notices={ticket.notices} />
        </div>
      </div>
    </Words>
  )
}
