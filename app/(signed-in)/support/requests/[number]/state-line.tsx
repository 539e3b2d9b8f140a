import { Check } from 'lucide-react'
import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import { requestTone } from '../../../../../components/delisting-requests/request-tone.ts'
import { StateShape, TONE_WORD } from '../../../../../components/ui/state-shape.tsx'
import { requestSteps, type RequestStep } from '../../../../../lib/delisting-requests/request-steps.ts'
import type { RequestPage } from '../../../../../lib/delisting-requests/request-views.ts'
import { formatDayClock } from '../../../../../lib/i18n/format.ts'

/** draft — asked — answered — granted: what lies behind with its times, where it is, what lies ahead. */
export function StateLine({ request }: { request: RequestPage }) {
  const t = useTranslations('requests')
  const steps = requestSteps({ ...request, answeredAt: request.story.find((entry) => entry.kind === 'delisting-request' && entry.evidence.what === 'answer')?.at ?? null })

  return (
    <ol aria-label={t('stateLine')} className="mb-4 flex flex-wrap items-center gap-y-1">
      {steps.map((step, index) => (
        <li key={step.state} aria-current={step.is === 'now' ? 'step' : undefined} className="flex items-center">
          {index > 0 && <span aria-hidden className="mx-2 h-px w-4 bg-line-strong xl:mx-3" />}
          <Step step={step} isOverdue={request.isOverdue} />
        </li>
      ))}
    </ol>
  )
}

function Step({ step: { state, is, at }, isOverdue }: { step: RequestStep; isOverdue: boolean }) {
  const t = useTranslations('requests')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()
  const tone = requestTone({ state, isOverdue })

  return (
    <span className={`flex items-center gap-1.5 ${is === 'ahead' ? 'text-text-3' : is === 'now' ? TONE_WORD[tone] : ''}`}>
      {is === 'done' && <span aria-hidden className="inline-flex size-4 items-center justify-center rounded-full bg-ok-fill text-surface"><Check size={11} strokeWidth={3} /></span>}
      {is === 'now' && <StateShape tone={tone} size={13} />}
      {is === 'ahead' && <span aria-hidden className="size-4 rounded-full border border-line-strong" />}
      {is === 'ahead' ? t(`state.${state}`) : <strong>{t(`state.${state}`)}</strong>}
      {at && is !== 'ahead' && <span className="figures text-label text-text-2">{formatDayClock(at, now, language, zone)}</span>}
    </span>
  )
}
