import type { Metadata } from 'next'
import { getNow, getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { PageLoading } from '../../../../components/frame/page-loading.tsx'
import { Words } from '../../../../components/frame/words.tsx'
import { PageHead } from '../../../../components/ui/page-head.tsx'
import { listUsersForAdmin } from '../../../../lib/access/users-views.ts'
import { requireViewer, type Viewer } from '../../../../lib/access/viewer.ts'
import { webDb } from '../../../../lib/access/web-desk.ts'
import { AddUser } from './add-user.tsx'
import { UserTable } from './user-table.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.users'))('title') }
}

/** Who may sign in, and what is he to the desk? */
export default async function UsersPage() {
  const viewer = await requireViewer('admin')

  return (
    <Words namespaces={['admin']}>
      <Suspense fallback={<PageLoading />}>
        <Users viewer={viewer} />
      </Suspense>
    </Words>
  )
}

async function Users({ viewer }: { viewer: Viewer }) {
  const [t, now] = await Promise.all([getTranslations('admin.users'), getNow()])
  const users = await listUsersForAdmin(webDb(), viewer, now)

  return (
    <>
      <PageHead title={t('title')} about={t('about', { count: users.filter((user) => user.disabledAt === null).length })} aside={<AddUser />} />
      <UserTable users={users} />
    </>
  )
}
