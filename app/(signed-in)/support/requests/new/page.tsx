import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { Words } from '../../../../../components/frame/words.tsx'
import { Breadcrumbs } from '../../../../../components/ui/breadcrumbs.tsx'
import { PageHead } from '../../../../../components/ui/page-head.tsx'
import { requireViewer } from '../../../../../lib/access/viewer.ts'
import { webDb } from '../../../../../lib/access/web-desk.ts'
import { newRequestQuery } from '../../../../../lib/delisting-requests/request-list-query.ts'
import { getNewRequest } from '../../../../../lib/delisting-requests/new-request-views.ts'
import { ChooseAddressee } from './choose-addressee.tsx'
import { WriteRequest } from './write-request.tsx'

type NewRequestPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('requests.new'))('title') }
}

/** Whom to ask, about what, and is it the time to ask? */
export default async function NewRequestPage({ searchParams }: NewRequestPageProps) {
  const viewer = await requireViewer('support')
  const begun = await getNewRequest(webDb(), viewer, newRequestQuery.parse(await searchParams), new Date())
  if (!begun) notFound()
  const [t, ui] = await Promise.all([getTranslations('requests'), getTranslations('ui')])

  return (
    <Words namespaces={['requests', 'receivers']}>
      <PageHead
        title={begun.step === 'write' ? t('new.titleTo', { name: begun.name }) : t('new.title')}
        crumbs={<Breadcrumbs label={ui('breadcrumbs')} crumbs={[{ label: t('title'), href: '/support/requests' }, { label: t('new.crumb') }]} />}
      />
      {begun.step === 'choose' ? <ChooseAddressee begun={begun} /> : <WriteRequest begun={begun} />}
    </Words>
  )
}
