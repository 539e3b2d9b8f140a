import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { FollowsFigures } from '../../../../../components/frame/follows-figures.tsx'
import { StoryCard } from '../../../../../components/story/story-card.tsx'
import { requireViewer } from '../../../../../lib/access/viewer.ts'
import { readPathName } from '../../../../../lib/access/read-path-name.ts'
import { readBefore } from '../../../../../lib/audit/read-before.ts'
import { webDb } from '../../../../../lib/access/web-desk.ts'
import { getHostLists } from '../../../../../lib/blocklists/host-lists-views.ts'
import { getHostReceivers } from '../../../../../lib/deliveries/host-receiver-views.ts'
import { hostReceiversQuery } from '../../../../../lib/deliveries/host-receivers.ts'
import { getHostForSupport } from '../../../../../lib/hosts/host-views.ts'
import { getRoundTrips } from '../../../../../lib/probes/round-trip-views.ts'
import { getHostChecks } from '../../../../../lib/probes/probe-views.ts'
import { Words } from '../../../../../components/frame/words.tsx'
import { AgentCard } from './agent-card.tsx'
import { ChecksCard } from './checks-card.tsx'
import { HostHeading } from './host-heading.tsx'
import { HostReceivers } from './host-receivers.tsx'
import { LockedHere } from './locked-here.tsx'
import { OnLists } from './on-lists.tsx'
import { QueueCard } from './queue-card.tsx'
import { RoundTripCard } from './round-trip-card.tsx'
import { StandingOrders } from './standing-orders.tsx'
import { TroubleCard } from './trouble-card.tsx'
import { UnreadLines } from './unread-lines.tsx'

type HostPageProps = { params: Promise<{ name: string }>; searchParams: Promise<{ before?: string | string[]; receivers?: string | string[] }> }

export async function generateMetadata({ params }: HostPageProps): Promise<Metadata> {
  return { title: readPathName((await params).name) }
}

/** Is this host well: queue, agent, agreement, trouble? */
export default async function HostPage({ params, searchParams }: HostPageProps) {
  const viewer = await requireViewer('support')
  const asked = await searchParams
  const before = readBefore(asked.before)
  const { receivers: period } = hostReceiversQuery.parse(asked)
  const [name, now] = [readPathName((await params).name), new Date()]
  const [host, receivers, checks, lists, roundTrips] = await Promise.all([
    getHostForSupport(viewer, name, { now, before }), getHostReceivers(webDb(), viewer, name, { period, now }), getHostChecks(viewer, name, now), getHostLists(webDb(), viewer, name, now), getRoundTrips(webDb(), viewer, name, now),
  ])
  if (!host) notFound()
  const t = await getTranslations('hosts')

  return (
    <>
      <FollowsFigures />
      <HostHeading host={host} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,2.4fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          {host.troubles.length > 0 && <TroubleCard troubles={host.troubles} />}
          <QueueCard queue={host.queue} />
          {receivers && <HostReceivers host={host.name} view={receivers} period={period} />}
          {checks && <Words namespaces={['probes']}><ChecksCard host={host.name} view={checks} /></Words>}
          {roundTrips && <Words namespaces={['roundTrips']}><RoundTripCard host={host.name} view={roundTrips} /></Words>}
          <StandingOrders wishes={host.wishes} wanted={host.standing.wanted} isSilent={host.state === 'silent'} />
          <StoryCard title={t('changes')} story={host.story} path={`/support/hosts/${encodeURIComponent(host.name)}`} isFirst={before === null} />
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          <AgentCard host={host} />
          {lists && <OnLists targets={lists} />}
          <LockedHere wishes={host.wishes} />
          <UnreadLines lines={host.unreadLines} />
        </div>
      </div>
    </>
  )
}
