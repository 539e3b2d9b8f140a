import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { newRequestHref } from '../../../../../components/delisting-requests/new-request-href.ts'
import { RequestsCard } from '../../../../../components/delisting-requests/requests-card.tsx'
import { Words } from '../../../../../components/frame/words.tsx'
import { BlockCards } from '../../../../../components/incidents/block-cards.tsx'
import { EventList } from '../../../../../components/incidents/event-list.tsx'
import { FailedHostsCard } from '../../../../../components/incidents/failed-hosts-card.tsx'
import { IncidentFiguresStrip } from '../../../../../components/incidents/incident-figures-strip.tsx'
import { ListedCard } from '../../../../../components/incidents/listed-card.tsx'
import { PhasesCard } from '../../../../../components/incidents/phases-card.tsx'
import { IncidentTrafficCard } from '../../../../../components/incidents/traffic-card.tsx'
import { StoryCard } from '../../../../../components/story/story-card.tsx'
import { may } from '../../../../../lib/access/permissions.ts'
import { requireViewer } from '../../../../../lib/access/viewer.ts'
import { webDb } from '../../../../../lib/access/web-desk.ts'
import { readBefore } from '../../../../../lib/audit/read-before.ts'
import { requestsAbout } from '../../../../../lib/delisting-requests/requests-about-views.ts'
import { readIncidentNumber } from '../../../../../lib/incidents/incident-list-query.ts'
import { getIncident } from '../../../../../lib/incidents/incident-views.ts'
import { BlockActs } from './block-acts.tsx'
import { IncidentHead } from './incident-head.tsx'
import { NextSteps } from './next-steps.tsx'

type IncidentPageProps = { params: Promise<{ number: string }>; searchParams: Promise<{ before?: string | string[] }> }

export async function generateMetadata({ params }: IncidentPageProps): Promise<Metadata> {
  return { title: `${(await getTranslations('incidents'))('title')} ${(await params).number}` }
}

/** What is going on as a whole; who does what next? */
export default async function IncidentPage({ params, searchParams }: IncidentPageProps) {
  const viewer = await requireViewer('support')
  const before = readBefore((await searchParams).before)
  const number = readIncidentNumber((await params).number)
  const incident = number === null ? null : await getIncident(viewer, number, { now: new Date(), before })
  if (!incident) notFound()
  const t = await getTranslations('incidents')
  const requests = await requestsAbout(webDb(), viewer, { incidentNumber: incident.number }, new Date())
  const canAsk = incident.kind === 'receiver-block' || incident.kind === 'listing'
  const namesAccounts = incident.figures.accounts > 1

  return (
    <>
      <IncidentHead incident={incident} mayReview={may(viewer, 'see-reports')}>
        {incident.block && incident.blocked && !incident.isOver && (
          <Words namespaces={['incidents']}>
            <BlockActs number={incident.number} receiver={incident.block.name} hosts={incident.blocked.hosts.filter(({ state }) => state !== 'fine').map(({ host }) => host)} />
          </Words>
        )}
      </IncidentHead>
      <div className="flex flex-col gap-4">
        <IncidentFiguresStrip incident={incident} />
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,2.42fr)_minmax(0,1fr)]">
          <div className="flex min-w-0 flex-col gap-4">
            {incident.probe && incident.failed && <FailedHostsCard probe={incident.probe} hosts={incident.failed} isLinked />}
            {incident.block === null && incident.probe === null && incident.listed === null && <NextSteps incident={incident} />}
            {incident.block && incident.blocked && <BlockCards block={incident.block} blocked={incident.blocked} events={incident.events} isLinked />}
            {incident.listed && <ListedCard listed={incident.listed} />}
            {incident.traffic && <IncidentTrafficCard traffic={incident.traffic} events={incident.events} accounts={incident.figures.accounts} />}
            {incident.figures.accounts > 0 && <PhasesCard figures={incident.figures} />}
            <div id="whole" className="scroll-mt-14">
              <StoryCard title={t('story.title')} about={t('story.about')} story={incident.story} path={`/support/incidents/${incident.number}`} isFirst={before === null} namesAccounts={namesAccounts} />
            </div>
          </div>
          <div className="flex min-w-0 flex-col gap-4 max-lg:order-first">
            {(canAsk || requests.length > 0) && <RequestsCard requests={requests} href={canAsk && !incident.isOver ? newRequestHref({ incident: incident.number }) : null} namesAddressee />}
            <EventList events={incident.events} all={incident.story.entries.length} storyId="whole" namesAccounts={namesAccounts} />
          </div>
        </div>
      </div>
    </>
  )
}
