import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
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
import { readBefore } from '../../../../../lib/audit/read-before.ts'
import { readIncidentNumber } from '../../../../../lib/incidents/incident-list-query.ts'
import { getIncident } from '../../../../../lib/incidents/incident-views.ts'
import { IncidentParagraph } from './incident-paragraph.tsx'
import { ReviewCards } from './review-cards.tsx'
import { ReviewFoot } from './review-foot.tsx'
import { ReviewHead } from './review-head.tsx'

type ReviewPageProps = { params: Promise<{ number: string }>; searchParams: Promise<{ before?: string | string[] }> }

export async function generateMetadata({ params }: ReviewPageProps): Promise<Metadata> {
  return { title: (await getTranslations('reports.review'))('title', { number: (await params).number }) }
}

/** What happened, who was hit, how fast were we, what changed since? */
export default async function ReviewPage({ params, searchParams }: ReviewPageProps) {
  const viewer = await requireViewer('manager')
  const before = readBefore((await searchParams).before)
  const number = readIncidentNumber((await params).number)
  const incident = number === null ? null : await getIncident(viewer, number, { now: new Date(), before })
  if (!incident) notFound()
  const t = await getTranslations('incidents')
  const { figures, events, story, review, traffic, block, blocked, listed } = incident
  const namesAccounts = figures.accounts > 1

  return (
    <Words namespaces={['reports']}>
      <ReviewHead incident={incident} mayWrite={may(viewer, 'write-review')} maySeeDesk={may(viewer, 'see-desk')} />
      <div className="flex flex-col gap-4">
        <IncidentParagraph incident={incident} />
        <IncidentFiguresStrip incident={incident} />
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,2.42fr)_minmax(0,1fr)]">
          <div className="flex min-w-0 flex-col gap-4">
            {incident.probe && incident.failed && <FailedHostsCard probe={incident.probe} hosts={incident.failed} isLinked={false} />}
            {block && blocked && <BlockCards block={block} blocked={blocked} events={events} />}
            {listed && <ListedCard listed={listed} />}
            {traffic && <IncidentTrafficCard traffic={traffic} events={events} accounts={figures.accounts} />}
            <ReviewCards review={review} />
            {figures.accounts > 0 && <PhasesCard figures={figures} />}
          </div>
          <div className="min-w-0">
            <EventList events={events} all={story.entries.length} storyId="whole" namesAccounts={namesAccounts} />
          </div>
        </div>
        <div id="whole" className="scroll-mt-14">
          <StoryCard title={t('story.title')} about={t('story.about')} story={story} path={`/reports/incidents/${incident.number}`} isFirst={before === null} namesAccounts={namesAccounts} />
        </div>
        <ReviewFoot incident={incident} />
      </div>
    </Words>
  )
}
