import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { Words } from '../../../../../components/frame/words.tsx'
import { EmptyState } from '../../../../../components/ui/empty-state.tsx'
import { readPathName } from '../../../../../lib/access/read-path-name.ts'
import { requireViewer } from '../../../../../lib/access/viewer.ts'
import { getDomainPage } from '../../../../../lib/domain-checks/domain-page-views.ts'
import { AddressCard } from './address-card.tsx'
import { CheckCard } from './check-card.tsx'
import { DomainHead } from './domain-head.tsx'
import { HarmCard } from './harm-card.tsx'
import { MovesCard } from './moves-card.tsx'
import { NoDkimCard } from './no-dkim-card.tsx'

type DomainPageProps = { params: Promise<{ domain: string }> }

export async function generateMetadata({ params }: DomainPageProps): Promise<Metadata> {
  return { title: readPathName((await params).domain) }
}

/** Does this domain name our servers, and what must be put where if it does not? */
export default async function DomainPage({ params }: DomainPageProps) {
  const viewer = await requireViewer('support')
  const domain = await getDomainPage(viewer, readPathName((await params).domain), new Date())
  if (!domain) notFound()
  const t = await getTranslations('domains')
  const { spf, dkim, dmarc, addresses, moves, setting, harms, isOurs } = domain

  return (
    <Words namespaces={['domains', 'probes']}>
      <DomainHead domain={domain} />
      {domain.checkedAt === null && <EmptyState title={t('none')} about={t('noneAbout')} />}
      {harms.length > 0 && <div className="mb-4 flex flex-col gap-2">{harms.map((harm) => <HarmCard key={harm.check} domain={domain.domain} isOurs={isOurs} harm={harm} />)}</div>}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          {spf && <CheckCard domain={domain.domain} check={spf} />}
          {dkim.map((check) => <CheckCard key={check.about} domain={domain.domain} check={check} />)}
          {setting.dkimSelectors.length === 0 && <NoDkimCard />}
          {dmarc && <CheckCard domain={domain.domain} check={dmarc} />}
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          {spf && <AddressCard addresses={addresses} />}
          <MovesCard moves={moves} />
        </div>
      </div>
    </Words>
  )
}
