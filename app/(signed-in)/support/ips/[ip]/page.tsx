import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { Words } from '../../../../../components/frame/words.tsx'
import { StoryCard } from '../../../../../components/story/story-card.tsx'
import { readPathName } from '../../../../../lib/access/read-path-name.ts'
import { requireViewer } from '../../../../../lib/access/viewer.ts'
import { webDb } from '../../../../../lib/access/web-desk.ts'
import { readBefore } from '../../../../../lib/audit/read-before.ts'
import { ipQuery } from '../../../../../lib/blocklists/ip-query.ts'
import { getIpPage } from '../../../../../lib/blocklists/ip-views.ts'
import { ipHref } from '../../../../../lib/blocklists/list-matrix-query.ts'
import { IpCause } from './ip-cause.tsx'
import { IpChecks } from './ip-checks.tsx'
import { IpHeading } from './ip-heading.tsx'
import { IpHistory } from './ip-history.tsx'
import { IpLists } from './ip-lists.tsx'
import { IpReceivers } from './ip-receivers.tsx'
import { IpRequests } from './ip-requests.tsx'

type IpPageProps = { params: Promise<{ ip: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata({ params }: IpPageProps): Promise<Metadata> {
  return { title: readPathName((await params).ip) }
}

/** On which lists is this address, since when, and how do receivers take its mail? */
export default async function IpPage({ params, searchParams }: IpPageProps) {
  const viewer = await requireViewer('support')
  const asked = await searchParams
  const { days } = ipQuery.parse(asked)
  const before = readBefore(asked['before'])
  const page = await getIpPage(webDb(), viewer, readPathName((await params).ip), { now: new Date(), days: Number(days), before })
  if (!page) notFound()
  const t = await getTranslations('blocklists.ip')

  return (
    <Words namespaces={['blocklists', 'requests']}>
      <IpHeading page={page} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          <IpLists page={page} />
          <IpChecks page={page} />
          <IpHistory page={page} />
          <StoryCard title={t('story')} story={page.story} path={ipHref(page.ip)} query={days === '30' ? {} : { days }} isFirst={before === null} />
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          <IpCause page={page} />
          <IpRequests page={page} />
          <IpReceivers page={page} />
        </div>
      </div>
    </Words>
  )
}
