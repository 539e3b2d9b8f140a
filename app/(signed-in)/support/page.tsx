import { getTranslations } from 'next-intl/server'
import { EmptyState } from '../../../components/ui/empty-state.tsx'
import { PageHead } from '../../../components/ui/page-head.tsx'
import { requireViewer } from '../../../lib/access/viewer.ts'

/** Now: what needs a hand. */
export default async function NowPage() {
  await requireViewer('support')
  const t = await getTranslations('frame')

  return (
    <>
      <PageHead title={t('nav.now')} />
      <EmptyState title={t('now.nothing')} />
    </>
  )
}
