'use client'

import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { STEP_TONE } from '../../../../components/traces/fate-tone.ts'
import { StateShape } from '../../../../components/ui/state-shape.tsx'
import { useTickingNow } from '../../../../components/ui/use-ticking-now.ts'
import { formatClockSeconds, formatDate, formatDayClock, formatWhole } from '../../../../lib/i18n/format.ts'
import type { FoundMessage, FoundStep } from '../../../../lib/traces/found-line.ts'

/** A mail that is tried for days has hundreds of steps: its beginning and what was last. */
const FIRST_SHOWN = 12
const LAST_SHOWN = 30

/** What one host's logs say of a mail, in order of time. */
export function PartSteps({ part: { steps } }: { part: FoundMessage }) {
  const t = useTranslations('trace')
  const isWhole = steps.length <= FIRST_SHOWN + LAST_SHOWN
  if (steps.length === 0) return <p className="text-text-2">{t('noSteps')}</p>

  return (
    <ol className="mt-1 flex flex-col">
      {(isWhole ? steps : steps.slice(0, FIRST_SHOWN)).map((step, index) => (
        <Step key={index} step={step} />
      ))}
      {!isWhole && <li className="py-1 pl-26 text-text-2">{t('stepsBetween', { count: steps.length - FIRST_SHOWN - LAST_SHOWN })}</li>}
      {!isWhole && steps.slice(-LAST_SHOWN).map((step, index) => <Step key={`last ${index}`} step={step} />)}
    </ol>
  )
}

function Step({ step }: { step: FoundStep }) {
  const t = useTranslations('trace')
  const refusals = useTranslations('deliverability.class')
  const { what, recipient, reply, host, toQueueId, refusal } = step

  return (
    <li className="grid grid-cols-[5.5rem_1rem_minmax(0,1fr)] gap-x-2 py-1">
      <StepTime at={step.at} />
      <span className="flex h-5 items-center justify-center">
        <StateShape tone={STEP_TONE[what]} size={10} />
      </span>
      <div className="min-w-0">
        <strong>{t(`step.${what}`)}</strong>
        {toQueueId && <span className="mono"> {toQueueId}</span>}
        {host && <span className="mono wrap-anywhere text-text-2"> {host}</span>}
        {recipient && (
          <span className="text-text-2">
            {' '}
            {t('for')} <span className="mono wrap-anywhere">{recipient}</span>
          </span>
        )}
        {refusal && refusal !== 'unknown' && <span className="text-text-2"> · {refusals(refusal)}</span>}
        {reply && <q className="mono block rounded-control bg-sunken px-2 py-0.5 wrap-anywhere whitespace-pre-wrap text-text-2 [quotes:none]">{reply}</q>}
      </div>
    </li>
  )
}

/** To the second on the same day, as logs are read; with the day before. */
function StepTime({ at }: { at: string }) {
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useTickingNow()
  const isToday = formatDate(at, language, zone) === formatDate(now, language, zone)

  return (
    <time dateTime={at} title={formatWhole(at, language, zone)} className="figures text-text-2">
      {isToday ? formatClockSeconds(at, language, zone) : formatDayClock(at, now, language, zone)}
    </time>
  )
}
