import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { PageLoading } from '../../../../components/frame/page-loading.tsx'
import { Words } from '../../../../components/frame/words.tsx'
import { requireViewer } from '../../../../lib/access/viewer.ts'
import { readQuarantineAddress } from '../../../../lib/quarantine/quarantine-address.ts'
import { Quarantine } from './quarantine.tsx'

type QuarantinePageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('quarantine'))('title') }
}

/** What did we take out, whose is it, what becomes of it when? */
export default async function QuarantinePage({ searchParams }: QuarantinePageProps) {
  const viewer = await requireViewer('support')
  const address = readQuarantineAddress(await searchParams)

  return (
    <Words namespaces={['quarantine']}>
      <Suspense fallback={<PageLoading />}>
        <Quarantine viewer={viewer} address={address} />
      </Suspense>
    </Words>
  )
}
