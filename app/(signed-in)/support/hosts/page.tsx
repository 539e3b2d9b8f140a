import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EmptyState } from '../../../../components/ui/empty-state.tsx'
import { PageHead } from '../../../../components/ui/page-head.tsx'
import { requireViewer } from '../../../../lib/access/viewer.ts'
import { listHostsForSupport } from '../../../../lib/hosts/host-views.ts'
import { HostTable } from './host-table.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('hosts'))('title') }
}

/** Which host is not well? */
export default async function HostsPage() {
  const viewer = await requireViewer('support')
  const [t, hosts] = await Promise.all([getTranslations('hosts'), listHostsForSupport(viewer, new Date())])

  return (
    <>
      <PageHead title={t('title')} about={hosts.length > 0 && `${t('count', { count: hosts.length })} · ${t('order')}`} />
      {hosts.length === 0 ? <EmptyState title={t('none')} about={t('noneAbout')} /> : <HostTable hosts={hosts} />}
    </>
  )
}
