import { Check } from 'lucide-react'
import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import { formatDayClock } from '../../lib/i18n/format.ts'
import type { LockStep } from '../../lib/relay-locks/state-line.ts'
import { ClockTime } from '../ui/clock-time.tsx'
import { StateShape, TONE_WORD } from '../ui/state-shape.tsx'
import { LOCK_TONE } from './lock-tone.ts'

type LockStateLineProps = { steps: LockStep[]; relapses: number; relapsedAt: string | null }

/** locked — notified — answered — accepted — guarded unlock — open: what lies behind with its times, where it is, what lies ahead. */
export function LockStateLine({ steps, relapses, relapsedAt }: LockStateLineProps) {
  const t = useTranslations('locks')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow().getTime()

  return (
    <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-1">
      <ol aria-label={t('stateLine')} className="flex flex-wrap items-center gap-y-1">
        {steps.map((step, index) => (
          <li key={step.state} aria-current={step.is === 'now' ? 'step' : undefined} className="flex items-center">
            {index > 0 && <span aria-hidden className="mx-2 h-px w-4 bg-line-strong xl:mx-3" />}
            <Step step={step} now={now} />
          </li>
        ))}
      </ol>
      {relapses > 0 && relapsedAt && (
        <p className="ml-auto text-label text-bad max-xl:ml-0">
          <span aria-hidden>↶ </span>
          {t('relapsed', { count: relapses, at: formatDayClock(relapsedAt, now, language, zone) })}
        </p>
      )}
    </div>
  )
}

function Step({ step, now }: { step: LockStep; now: number }) {
  const t = useTranslations('locks')
  const word = t(`state.${step.state}`)

  if (step.is === 'done') {
    return (
      <span className="flex items-center gap-1.5">
        <span aria-hidden className="inline-flex size-4 items-center justify-center rounded-full bg-ok-fill text-surface">
          <Check size={11} strokeWidth={3} />
        </span>
        <strong>{word}</strong>
        {step.at && <ClockTime at={step.at} now={now} className="figures text-label text-text-2" />}
      </span>
    )
  }
  if (step.is === 'now') {
    return (
      <span className={`flex items-center gap-1.5 ${TONE_WORD[LOCK_TONE[step.state]]}`}>
        <StateShape tone={LOCK_TONE[step.state]} size={13} />
        <strong>{word}</strong>
        {step.at && (
          <span className="figures text-label text-text-2">
            <ClockTime at={step.at} now={now} />
          </span>
        )}
      </span>
    )
  }
  return (
    <span className="flex items-center gap-1.5 text-text-3">
      <span aria-hidden className="size-4 rounded-full border border-line-strong" />
      {word}
    </span>
  )
}
