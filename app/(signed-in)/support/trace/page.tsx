import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Words } from '../../../../components/frame/words.tsx'
import { TraceForm } from '../../../../components/traces/trace-form.tsx'
import { EmptyState } from '../../../../components/ui/empty-state.tsx'
import { PageHead } from '../../../../components/ui/page-head.tsx'
import { requireViewer } from '../../../../lib/access/viewer.ts'
import { readTraceQuestion } from '../../../../lib/traces/trace-views.ts'
import { traceAddress } from '../../../../lib/traces/trace.ts'
import { TraceAnswer } from './trace-answer.tsx'
import { Understood } from './understood.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('trace'))('title') }
}

/** Where is this mail? All hosts are asked at once; what they say comes in as they say it. */
export default async function TracePage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const viewer = await requireViewer('support')
  const address = traceAddress.parse(await searchParams)
  const [t, asked] = await Promise.all([getTranslations('trace'), readTraceQuestion(viewer, address)])
  const spans = { '1h': t('spans.1h'), '24h': t('spans.24h'), '7d': t('spans.7d'), all: t('spans.all') }

  return (
    <Words namespaces={['trace', 'deliverability']}>
      <PageHead title={t('title')} />
      <TraceForm page="/support/trace" address={address} size="normal" words={{ label: t('label'), hint: t('hint'), span: t('span'), ask: t('ask'), spans }} />
      {asked && <Understood address={address} question={asked.question} kinds={asked.kinds} />}
      {asked ? (
        <TraceAnswer question={asked.question} address={address} />
      ) : (
        <EmptyState title={address.q === '' ? t('nothingAsked') : t('notUnderstood')} about={address.q === '' ? t('nothingAskedAbout') : t('notUnderstoodAbout')} />
      )}
    </Words>
  )
}
