import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { newRequestHref } from '../../../../../components/delisting-requests/new-request-href.ts'
import { RequestsCard } from '../../../../../components/delisting-requests/requests-card.tsx'
import { FollowsFigures } from '../../../../../components/frame/follows-figures.tsx'
import { readPathName } from '../../../../../lib/access/read-path-name.ts'
import { requireViewer } from '../../../../../lib/access/viewer.ts'
import { webDb } from '../../../../../lib/access/web-desk.ts'
import { receiverQuery } from '../../../../../lib/deliveries/receiver-query.ts'
import { getReceiver } from '../../../../../lib/deliveries/receiver-views.ts'
import { requestsAbout } from '../../../../../lib/delisting-requests/requests-about-views.ts'
import { receiverName } from '../../../../../lib/receivers/receiver-name.ts'
import { HitCustomers } from './hit-customers.tsx'
import { KnownOf } from './known-of.tsx'
import { OverTime } from './over-time.tsx'
import { ReceiverHead } from './receiver-head.tsx'
import { ReceiverHosts } from './receiver-hosts.tsx'
import { ReceiverWords } from './receiver-words.tsx'

type ReceiverPageProps = { params: Promise<{ id: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata({ params }: ReceiverPageProps): Promise<Metadata> {
  return { title: receiverName(readPathName((await params).id)) }
}

/** What does this receiver do to us, since when, and what can be done? */
export default async function ReceiverPage({ params, searchParams }: ReceiverPageProps) {
  const viewer = await requireViewer('support')
  const query = receiverQuery.parse(await searchParams)
  const receiver = await getReceiver(viewer, readPathName((await params).id), { period: query.period, now: new Date(), areAllHosts: query.whole !== null })
  if (!receiver) notFound()
  const requests = await requestsAbout(webDb(), viewer, { receiver: receiver.id }, new Date())

  return (
    <>
      <FollowsFigures />
      <ReceiverHead receiver={receiver} query={query} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          <OverTime receiver={receiver} query={query} />
          <ReceiverHosts receiver={receiver} query={query} />
          <ReceiverWords receiver={receiver} query={query} />
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          <RequestsCard requests={requests} href={newRequestHref({ receiver: receiver.id })} />
          <KnownOf receiver={receiver} />
          <HitCustomers hit={receiver.hit} samples={receiver.samples} />
        </div>
      </div>
    </>
  )
}
