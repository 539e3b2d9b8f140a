import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { FollowsFigures } from '../../../../../components/frame/follows-figures.tsx'
import { Words } from '../../../../../components/frame/words.tsx'
import { StoryList } from '../../../../../components/story/story-list.tsx'
import { Card } from '../../../../../components/ui/card.tsx'
import { requireViewer } from '../../../../../lib/access/viewer.ts'
import { webDb } from '../../../../../lib/access/web-desk.ts'
import { readRequestNumber } from '../../../../../lib/delisting-requests/delisting-request.ts'
import { getRequest } from '../../../../../lib/delisting-requests/request-views.ts'
import { GuideCard } from '../guide-card.tsx'
import { DossierCard } from './dossier-card.tsx'
import { FactsCard } from './facts-card.tsx'
import { OtherRequests } from './other-requests.tsx'
import { RequestHead } from './request-head.tsx'
import { RequestNotices } from './request-notices.tsx'
import { SayAndMeasure } from './say-and-measure.tsx'
import { StateLine } from './state-line.tsx'

type RequestPageProps = { params: Promise<{ number: string }> }

export async function generateMetadata({ params }: RequestPageProps): Promise<Metadata> {
  return { title: (await getTranslations('requests'))('one', { number: (await params).number }) }
}

/** What did we ask, what do they say, what do we measure, and what is to be done next? */
export default async function RequestPage({ params }: RequestPageProps) {
  const viewer = await requireViewer('support')
  const number = readRequestNumber((await params).number)
  const request = number === null ? null : await getRequest(webDb(), viewer, number, new Date())
  if (!request) notFound()
  const t = await getTranslations('requests')

  return (
    <Words namespaces={['requests']}>
      <FollowsFigures />
      <RequestHead request={request} />
      <StateLine request={request} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 lg:grid-cols-[minmax(0,1.1fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          <RequestNotices request={request} />
          <SayAndMeasure request={request} />
          <section aria-labelledby="story">
            <h2 id="story" className="mb-2 text-section">{t('story')}</h2>
            <Card><StoryList story={request.story} /></Card>
          </section>
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          <FactsCard request={request} />
          <DossierCard request={request} />
          <GuideCard guide={request.guide} name={request.name} />
          <OtherRequests request={request} />
        </div>
      </div>
    </Words>
  )
}
