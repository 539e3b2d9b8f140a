import type { Metadata } from 'next'
import { getNow, getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { Words } from '../../../../components/frame/words.tsx'
import { EmptyState } from '../../../../components/ui/empty-state.tsx'
import { PageHead } from '../../../../components/ui/page-head.tsx'
import { requireViewer } from '../../../../lib/access/viewer.ts'
import { webDb } from '../../../../lib/access/web-desk.ts'
import { getProbingForAdmin } from '../../../../lib/probes/probe-admin-views.ts'
import { HostProbingTable } from './host-probing-table.tsx'
import { ProbingForm } from './probing-form.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('probing'))('title') }
}

/** How often, where and by whom are hosts looked at from outside? */
export default async function ProbingPage() {
  const viewer = await requireViewer('admin')
  const [t, now] = await Promise.all([getTranslations('probing'), getNow()])
  const probing = await getProbingForAdmin(webDb(), viewer, now)
  if (!probing) notFound()

  return (
    <Words namespaces={['probing']}>
      <PageHead title={t('title')} about={t('about', { count: probing.hosts.length, off: probing.hosts.filter(({ off }) => off !== null).length })} />
      <div className="flex flex-col gap-4">
        <ProbingForm key={JSON.stringify(probing.setting)} setting={probing.setting} />
        {probing.hosts.length === 0 ? <EmptyState title={t('none')} about={t('noneAbout')} /> : <HostProbingTable hosts={probing.hosts} />}
      </div>
    </Words>
  )
}
