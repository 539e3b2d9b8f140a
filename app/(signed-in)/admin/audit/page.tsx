import { Download } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { PageLoading } from '../../../../components/frame/page-loading.tsx'
import { Words } from '../../../../components/frame/words.tsx'
import { EmptyState } from '../../../../components/ui/empty-state.tsx'
import { LinkButton } from '../../../../components/ui/link-button.tsx'
import { PageHead } from '../../../../components/ui/page-head.tsx'
import { requireViewer, type Viewer } from '../../../../lib/access/viewer.ts'
import { webDb } from '../../../../lib/access/web-desk.ts'
import { auditHref, readAuditAddress, type AuditAddress } from '../../../../lib/audit/audit-address.ts'
import { getAuditPage } from '../../../../lib/audit/audit-views.ts'
import { AuditFilter } from './audit-filter.tsx'
import { AuditTable } from './audit-table.tsx'
import { ChainState, ReadingChain } from './chain-state.tsx'

type AuditPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.audit'))('title') }
}

/** Who did what, why, and is the record whole? */
export default async function AuditPage({ searchParams }: AuditPageProps) {
  const viewer = await requireViewer('admin')
  const params = await searchParams

  return (
    <Words namespaces={['admin']}>
      <Suspense fallback={<PageLoading />}>
        <Audit viewer={viewer} address={readAuditAddress(params)} isVerifyAsked={params['verify'] === '1'} />
      </Suspense>
    </Words>
  )
}

async function Audit({ viewer, address, isVerifyAsked }: { viewer: Viewer; address: AuditAddress; isVerifyAsked: boolean }) {
  const t = await getTranslations('admin.audit')
  const page = await getAuditPage(webDb(), viewer, address)
  if (!page) notFound()
  const csv = (
    <LinkButton href={auditHref(address, {}, '/admin/audit/csv')} prefetch={false} download icon={<Download size={16} aria-hidden />} aria-label={t('csvLong')}>
      {t('csv')}
    </LinkButton>
  )

  return (
    <>
      <PageHead title={t('title')} about={t('about', { count: page.chain.rows })} aside={csv} />
      <Suspense fallback={<ReadingChain />}>
        <ChainState viewer={viewer} chain={page.chain} isAsked={isVerifyAsked} />
      </Suspense>
      <AuditFilter address={address} actions={page.actions} />
      {page.rows.length === 0 ? <EmptyState title={t('none')} about={t('noneAbout')} /> : <AuditTable rows={page.rows} />}
      <nav aria-label={t('pages')} className="mt-2 flex gap-4 px-1">
        {address.before && <Link className="font-strong text-accent hover:underline" href={auditHref(address)}>{t('newest')}</Link>}
        {page.next && <Link className="font-strong text-accent hover:underline" href={auditHref(address, { before: page.next })}>{t('older')}</Link>}
      </nav>
    </>
  )
}
