'use client'

import { useTranslations } from 'next-intl'
import { EmptyState } from '../../../../components/ui/empty-state.tsx'
import { whoAnswered, type TraceProgress } from '../../../../lib/traces/trace-progress.ts'
import type { TraceQuestion } from '../../../../lib/traces/trace.ts'

/** Says on how many hosts nothing was found, never that a mail does not exist while one of them has not answered. */
export function NothingFound({ progress, question }: { progress: TraceProgress; question: TraceQuestion }) {
  const t = useTranslations('trace')
  const { answered, missing } = whoAnswered(progress)
  const counts = { hosts: progress.hosts.length, answered: answered.length }
  if (progress.hosts.length === 0) return <EmptyState title={t('noHosts')} about={t('noHostsAbout')} />

  return (
    <EmptyState
      title={missing.length === 0 ? t('nothingFound', counts) : t('nothingFoundSoFar', counts)}
      about={missing.length === 0 ? t('nothingFoundAbout', { kind: t(`kind.${question.kind}`) }) : t('nothingFoundSoFarAbout')}
    />
  )
}
