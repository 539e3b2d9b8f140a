import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import * as z from 'zod'
import { LockHosts } from '../../../../../components/relay-locks/lock-hosts.tsx'
import { LockStateLine } from '../../../../../components/relay-locks/lock-state-line.tsx'
import { LOCK_TONE } from '../../../../../components/relay-locks/lock-tone.ts'
import { Breadcrumbs } from '../../../../../components/ui/breadcrumbs.tsx'
import { LinkButton } from '../../../../../components/ui/link-button.tsx'
import { PageHead } from '../../../../../components/ui/page-head.tsx'
import { StatePill } from '../../../../../components/ui/state-word.tsx'
import { requireViewer } from '../../../../../lib/access/viewer.ts'
import { getLockForSupport } from '../../../../../lib/relay-locks/lock-page-views.ts'
import { EarlierLocks } from './earlier-locks.tsx'
import { Evidence } from './evidence.tsx'
import { NextStep } from './next-step.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('locks'))('title') }
}

/** Why is this account locked, is the lock in force everywhere, and what is next? */
export default async function LockPage({ params }: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer('support')
  const id = z.uuid().safeParse((await params).id).data
  const lock = id ? await getLockForSupport(viewer, id) : null
  if (!lock) notFound()
  const [t, ui] = await Promise.all([getTranslations('locks'), getTranslations('ui')])

  return (
    <>
      <PageHead
        isTitleMono
        title={lock.account}
        crumbs={<Breadcrumbs label={ui('breadcrumbs')} crumbs={[{ label: t('crumb'), href: '/support/locks' }, { label: lock.account }]} />}
        about={
          <>
            <StatePill tone={LOCK_TONE[lock.state]}>{t(`state.${lock.state}`)}</StatePill>
            {lock.customer ? (
              <Link href={`/support/customers/${encodeURIComponent(lock.customer.number)}`} className="hover:text-accent hover:underline">
                {lock.customer.name}
              </Link>
            ) : (
              <span className="text-wait">{t('nobody')}</span>
            )}
          </>
        }
        aside={
          lock.ticketNumber !== null && (
            <LinkButton kind="primary" href={`/support/tickets/${lock.ticketNumber}`}>
              {t('detail.ticket', { number: lock.ticketNumber })}
            </LinkButton>
          )
        }
      />
      <LockStateLine steps={lock.steps} relapses={lock.relapses} relapsedAt={lock.relapsedAt} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 lg:grid-cols-[minmax(0,1.235fr)_minmax(0,1fr)]">
        <Evidence lock={lock} />
        <div className="flex min-w-0 flex-col gap-4">
          <NextStep lock={lock} />
          <LockHosts hosts={lock.hosts} />
          <EarlierLocks locks={lock.earlier} />
        </div>
      </div>
    </>
  )
}
