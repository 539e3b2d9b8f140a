import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { FollowsFigures } from '../../../../../components/frame/follows-figures.tsx'
import { Words } from '../../../../../components/frame/words.tsx'
import { StoryCard } from '../../../../../components/story/story-card.tsx'
import { SegmentedLinks } from '../../../../../components/ui/segmented.tsx'
import { readPathName } from '../../../../../lib/access/read-path-name.ts'
import { requireViewer } from '../../../../../lib/access/viewer.ts'
import { accountPageHref, accountPageParams, accountPath, readAccountPageQuery } from '../../../../../lib/accounts/account-page-query.ts'
import { accountStoryShows, storyKinds } from '../../../../../lib/accounts/account-story.ts'
import { webDb } from '../../../../../lib/access/web-desk.ts'
import { getAccountMet } from '../../../../../lib/deliveries/met-views.ts'
import { getAccountForSupport } from '../../../../../lib/accounts/account-views.ts'
import { AccountHead } from './account-head.tsx'
import { AccountHosts } from './account-hosts.tsx'
import { CustomerCard } from './customer-card.tsx'
import { HeldCard, LookedCard } from './held-and-looked.tsx'
import { LimitsCard } from './limits-card.tsx'
import { MetCard } from './met-card.tsx'
import { SendsFrom } from './sends-from.tsx'
import { SinceLock } from './since-lock.tsx'
import { TrafficCard } from './traffic-card.tsx'

type AccountPageProps = { params: Promise<{ name: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata({ params }: AccountPageProps): Promise<Metadata> {
  return { title: readPathName((await params).name) }
}

/** What has this account done and met; may it send; who is behind it? */
export default async function AccountPage({ params, searchParams }: AccountPageProps) {
  const viewer = await requireViewer('support')
  const query = readAccountPageQuery(await searchParams)
  const now = new Date()
  const asked = readPathName((await params).name)
  const [account, met] = await Promise.all([
    getAccountForSupport(viewer, asked, { period: query.period, kinds: storyKinds(query.show), before: query.before, now }),
    getAccountMet(webDb(), viewer, asked, now),
  ])
  if (!account) notFound()
  const t = await getTranslations('accounts.story')
  const { name, traffic, story } = account
  const shows = accountStoryShows.map((show) => ({ key: show, label: t(`show.${show}`), href: accountPageHref(name, query, { show }) }))

  return (
    <Words namespaces={['accounts']}>
      <FollowsFigures />
      <AccountHead account={account} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,2.42fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          <TrafficCard name={name} traffic={traffic} query={query} now={now.getTime()} />
          {met && <MetCard met={met} hours={traffic.hours} now={now.getTime()} />}
          <StoryCard title={t('title')} about={t('about')} story={story} path={accountPath(name)} query={accountPageParams(query)} isFirst={query.before === null} aside={<SegmentedLinks label={t('filter')} segments={shows} current={query.show} />} />
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          <SinceLock account={account} />
          <AccountHosts hosts={account.hosts} />
          <CustomerCard customer={account.customer} locksInTwelveMonths={account.locksInTwelveMonths} />
          <SendsFrom networks={traffic.networks} />
          <LimitsCard limits={account.limits} />
          <HeldCard name={name} quarantined={account.quarantined} />
          <LookedCard looked={account.looked} />
        </div>
      </div>
    </Words>
  )
}
