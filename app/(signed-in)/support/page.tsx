import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { FollowsFigures } from '../../../components/frame/follows-figures.tsx'
import { Words } from '../../../components/frame/words.tsx'
import { requireViewer } from '../../../lib/access/viewer.ts'
import { webDb } from '../../../lib/access/web-desk.ts'
import { receiverLines } from '../../../lib/deliveries/receiver-list-views.ts'
import { getNow } from '../../../lib/now/now-views.ts'
import { HostShapes } from './now/host-shapes.tsx'
import { NowCounts } from './now/now-counts.tsx'
import { NowHead } from './now/now-head.tsx'
import { NowList } from './now/now-list.tsx'
import { NothingToDo } from './now/nothing-to-do.tsx'
import { ReceiverStrip } from './now/receiver-strip.tsx'
import { RunningWatches } from './now/running-watches.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('now'))('title') }
}

/** Now: what needs a hand, and what runs by itself. */
export default async function NowPage() {
  const viewer = await requireViewer('support')
  const at = new Date()
  const [now, receivers] = await Promise.all([getNow(webDb(), viewer, at), receiverLines(webDb(), viewer, at)])
  if (!now) notFound()

  return (
    <Words namespaces={['now', 'probes']}>
      <FollowsFigures />
      <NowHead count={now.rows.length} />
      {now.rows.length === 0 ? <NothingToDo now={now} /> : <NowList rows={now.rows} snoozed={now.snoozed} />}
      {now.watches.length > 0 && <RunningWatches watches={now.watches} />}
      <div className="mt-3 grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1.66fr)_minmax(0,1fr)]">
        <ReceiverStrip lines={receivers} />
        <div className="flex flex-col gap-3">
          <HostShapes sites={now.sites} />
          <NowCounts counts={now.counts} />
        </div>
      </div>
    </Words>
  )
}
