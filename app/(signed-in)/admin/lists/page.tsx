import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { Words } from '../../../../components/frame/words.tsx'
import { PageHead } from '../../../../components/ui/page-head.tsx'
import { requireViewer } from '../../../../lib/access/viewer.ts'
import { webDb } from '../../../../lib/access/web-desk.ts'
import { getListsForAdmin } from '../../../../lib/blocklists/list-admin-views.ts'
import { AskingForm } from './asking-form.tsx'
import { KeyTable } from './key-table.tsx'
import { ListTable } from './list-table.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('listSettings'))('title') }
}

/** Which blocklists are asked, through whom, with which keys, and what does a listing weigh? */
export default async function ListSettingsPage() {
  const viewer = await requireViewer('admin')
  const view = await getListsForAdmin(webDb(), viewer)
  if (!view) notFound()
  const t = await getTranslations('listSettings')
  const asked = view.lists.filter(({ isAsked }) => isAsked).length

  return (
    <Words namespaces={['listSettings']}>
      <PageHead title={t('title')} about={t('about', { asked, lists: view.lists.length })} />
      <div className="flex flex-col gap-4">
        <div className="grid items-start gap-4 xl:grid-cols-2">
          <AskingForm key={JSON.stringify(view.desk)} desk={view.desk} />
          <KeyTable keys={view.keys} />
        </div>
        <ListTable lists={view.lists} ended={view.ended} />
      </div>
    </Words>
  )
}
