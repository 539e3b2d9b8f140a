import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { Words } from '../../../../components/frame/words.tsx'
import { PageHead } from '../../../../components/ui/page-head.tsx'
import { requireViewer } from '../../../../lib/access/viewer.ts'
import { webDb } from '../../../../lib/access/web-desk.ts'
import { getSendingForAdmin } from '../../../../lib/domain-checks/sending-admin-views.ts'
import { SendingForm } from './sending-form.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('domains.admin'))('title') }
}

/** In which names do we send ourselves, and what do customers' domains have to name? */
export default async function SendingPage() {
  const viewer = await requireViewer('admin')
  const [t, sending] = await Promise.all([getTranslations('domains.admin'), getSendingForAdmin(webDb(), viewer)])
  if (!sending) notFound()

  return (
    <Words namespaces={['domains']}>
      <PageHead title={t('title')} about={t('about', { count: sending.addresses })} />
      <SendingForm setting={sending.setting} />
    </Words>
  )
}
