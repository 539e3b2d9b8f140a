import { useTranslations } from 'next-intl'
import { SegmentedLinks } from '../../../../components/ui/segmented.tsx'
import { needleKinds, type NeedleKind } from '../../../../lib/traces/needle.ts'
import { traceHref, type TraceAddress, type TraceQuestion } from '../../../../lib/traces/trace.ts'

/** How the field was understood, and what else it can mean. */
export function Understood({ address, question, kinds }: { address: TraceAddress; question: TraceQuestion; kinds: NeedleKind[] }) {
  const t = useTranslations('trace')
  const segments = needleKinds.filter((kind) => kinds.includes(kind)).map((kind) => ({ key: kind, label: t(`kind.${kind}`), href: traceHref('/support/trace', { ...address, as: kind }) }))

  return (
    <div className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-2">
      <span className="text-text-2">{t('understood')}</span>
      <SegmentedLinks label={t('understood')} segments={segments} current={question.kind} />
    </div>
  )
}
