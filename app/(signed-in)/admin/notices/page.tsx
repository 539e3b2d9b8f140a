import type { Metadata } from 'next'
import { getLocale, getNow, getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { PageLoading } from '../../../../components/frame/page-loading.tsx'
import { Words } from '../../../../components/frame/words.tsx'
import { PageHead } from '../../../../components/ui/page-head.tsx'
import { requireViewer, type Viewer } from '../../../../lib/access/viewer.ts'
import { webDb } from '../../../../lib/access/web-desk.ts'
import { getNoticesForAdmin } from '../../../../lib/notices/notice-admin-views.ts'
import { language as noticeLanguage, noticeKind } from '../../../../lib/notices/notice.ts'
import { doorTakenUp } from '../../../../lib/standing-orders/taken-up-views.ts'
import { NoticeSample } from './notice-sample.tsx'
import { ProviderForm } from './provider-form.tsx'

type NoticesPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.notices'))('title') }
}

/** What do customers read from us, and in whose name? */
export default async function NoticesPage({ searchParams }: NoticesPageProps) {
  const viewer = await requireViewer('admin')
  const { notice, language } = await searchParams

  return (
    <Words namespaces={['admin']}>
      <Suspense fallback={<PageLoading />}>
        <Notices viewer={viewer} asked={{ notice, language }} />
      </Suspense>
    </Words>
  )
}

async function Notices({ viewer, asked }: { viewer: Viewer; asked: { notice: unknown; language: unknown } }) {
  const [t, now, locale] = await Promise.all([getTranslations('admin.notices'), getNow(), getLocale()])
  const [notices, taken] = await Promise.all([getNoticesForAdmin(webDb(), viewer, now), doorTakenUp(webDb(), viewer)])
  if (!notices) notFound()
  const kind = noticeKind.catch('three-questions').parse(asked.notice)
  const language = noticeLanguage.catch(locale).parse(asked.language)
  const sample = notices.samples.find((one) => one.kind === kind)

  return (
    <>
      <PageHead title={t('title')} about={t('about')} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.15fr)]">
        <ProviderForm desk={notices.desk} taken={taken} />
        {sample && <NoticeSample kind={kind} language={language} text={sample.texts[language]} kinds={notices.samples.map((one) => one.kind)} />}
      </div>
    </>
  )
}
