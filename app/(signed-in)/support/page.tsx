import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { Words } from '../../../components/frame/words.tsx'
import { requireViewer } from '../../../lib/access/viewer.ts'
import { webDb } from '../../../lib/access/web-desk.ts'
import { getNow } from '../../../lib/now/now-views.ts'
import { HostShapes } from './now/host-shapes.tsx'
import { NowCounts } from './now/now-counts.tsx'
import { NowHead } from './now/now-head.tsx'
import { NowList } from './now/now-list.tsx'
import { NothingToDo } from './now/nothing-to-do.tsx'
import { RunningWatches } from './now/running-watches.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('now'))('title') }
}

/** Now: what needs a hand, and what runs by itself. */
export default async function NowPage() {
  const viewer = await requireViewer('support')
  const now = await getNow(webDb(), viewer, new Date())
  if (!now) notFound()

  return (
    <Words namespaces={['now']}>
      <NowHead count={now.rows.length} />
      {now.rows.length === 0 ? <NothingToDo now={now} /> : <NowList rows={now.rows} snoozed={now.snoozed} />}
      {now.watches.length > 0 && <RunningWatches watches={now.watches} />}
      <div className="mt-3 grid items-stretch gap-4 lg:grid-cols-2">
        <HostShapes sites={now.sites} />
        <NowCounts counts={now.counts} />
      </div>
    </Words>
  )
}
