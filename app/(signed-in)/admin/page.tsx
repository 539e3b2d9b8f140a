import type { Metadata } from 'next'
import { getNow, getTranslations } from 'next-intl/server'
import { redirect } from 'next/navigation'
import { Suspense } from 'react'
import { PageLoading } from '../../../components/frame/page-loading.tsx'
import { Words } from '../../../components/frame/words.tsx'
import { PageHead } from '../../../components/ui/page-head.tsx'
import { may } from '../../../lib/access/permissions.ts'
import { requireViewer, type Viewer } from '../../../lib/access/viewer.ts'
import { getDemoForAdmin, isDemoRunning } from '../../../lib/demo/bursts/demo-views.ts'
import { DemoCard } from './demo-card.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.demo'))('title') }
}

/** While the demo runs: let something happen. Elsewhere the set-up begins with its hosts. */
export default async function AdminPage() {
  const viewer = await requireViewer('admin')
  if (!isDemoRunning()) redirect('/admin/hosts')

  return (
    <Words namespaces={['admin']}>
      <Suspense fallback={<PageLoading />}>
        <Demo viewer={viewer} />
      </Suspense>
    </Words>
  )
}

async function Demo({ viewer }: { viewer: Viewer }) {
  const [t, now] = await Promise.all([getTranslations('admin.demo'), getNow()])
  const demo = await getDemoForAdmin(viewer, now)
  if (!demo) redirect('/admin/hosts')

  return (
    <>
      <PageHead title={t('title')} about={t('about')} />
      <DemoCard demo={demo} canSeeDesk={may(viewer, 'see-desk')} />
    </>
  )
}
