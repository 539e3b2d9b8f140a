import type { Metadata } from 'next'
import { getNow, getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { PageLoading } from '../../../../components/frame/page-loading.tsx'
import { Words } from '../../../../components/frame/words.tsx'
import { EmptyState } from '../../../../components/ui/empty-state.tsx'
import { PageHead } from '../../../../components/ui/page-head.tsx'
import { requireViewer, type Viewer } from '../../../../lib/access/viewer.ts'
import { webDb } from '../../../../lib/access/web-desk.ts'
import { listHostsForAdmin } from '../../../../lib/hosts/host-admin-views.ts'
import { AddHost } from './add-host.tsx'
import { HostTable } from './host-table.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.hosts'))('title') }
}

/** Which hosts belong to the desk, and how does one more join? */
export default async function HostsPage() {
  const viewer = await requireViewer('admin')

  return (
    <Words namespaces={['admin']}>
      <Suspense fallback={<PageLoading />}>
        <Hosts viewer={viewer} />
      </Suspense>
    </Words>
  )
}

async function Hosts({ viewer }: { viewer: Viewer }) {
  const [t, now] = await Promise.all([getTranslations('admin.hosts'), getNow()])
  const hosts = await listHostsForAdmin(webDb(), viewer, now)

  return (
    <>
      <PageHead title={t('title')} about={t('about', { count: hosts.length })} aside={<AddHost />} />
      {hosts.length === 0 ? <EmptyState title={t('none')} about={t('noneAbout')} /> : <HostTable hosts={hosts} />}
    </>
  )
}
