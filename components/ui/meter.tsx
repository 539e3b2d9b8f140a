import clsx from 'clsx'
import { TONE_FILL, type Tone } from './state-shape.tsx'

type MeterProps = {
  label: string
  /** The number in words, e.g. "7 of 50"; screen readers say it instead of a share. */
  valueText: string
  value: number
  max: number
  tone?: Tone
  className?: string
}

/** How much of a bound is used up. Draws the bar only; words stand around it. */
export function Meter({ label, valueText, value, max, tone = 'hold', className }: MeterProps) {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0

  return (
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={Math.min(value, max)}
      aria-valuetext={valueText}
      className={clsx('h-1 w-full overflow-hidden rounded-full bg-line', className)}
    >
      <div className={clsx('h-full rounded-full', TONE_FILL[tone])} style={{ width: `${share * 100}%` }} />
    </div>
  )
}
