import { TONE_FILL, type Tone } from './state-shape.tsx'
import clsx from 'clsx'
import { barHeights, linePath } from './chart-shapes.ts'

const STROKE: Record<Tone, string> = {
  ok: 'var(--text-2)',
  wait: 'var(--wait-fill)',
  bad: 'var(--bad-fill)',
  hold: 'var(--hold-fill)',
  unk: 'var(--unk-fill)',
  few: 'var(--text-3)',
}

type SparklineProps = { values: readonly (number | null)[]; min: number; max: number; label: string; tone?: Tone; width?: number; height?: number }

/** A small line of values between `min` and `max`; null leaves a gap, a value between gaps is a dash. `label` says in words what it shows. */
export function Sparkline({ values, min, max, label, tone = 'ok', width = 128, height = 20 }: SparklineProps) {
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${width} ${height}`} width={width} height={height} className="max-w-full overflow-visible">
      <line x1="0" x2={width} y1={height - 0.5} y2={height - 0.5} stroke="var(--line)" />
      <path d={linePath(values, { min, max, width, height: height - 3 })} fill="none" stroke={STROKE[tone]} strokeWidth="1.5" strokeLinecap="round" />
    </svg>
  )
}

export type Bar = { value: number; tone?: Tone; title?: string }

/** Bars of equal width over time. `label` says in words what they show; the figures stand beside it or in a table. */
export function BarStrip({ bars, label, max, height = 28, className }: { bars: readonly Bar[]; label: string; max?: number; height?: number; className?: string }) {
  const heights = barHeights(bars.map((bar) => bar.value), { max, height })

  return (
    <div role="img" aria-label={label} className={clsx('flex items-end gap-px', className)} style={{ height }}>
      {bars.map((bar, index) => (
        <span
          key={index}
          title={bar.title}
          className={clsx('flex-1', bar.value > 0 ? TONE_FILL[bar.tone ?? 'unk'] : 'bg-line')}
          style={{ height: heights[index] }}
        />
      ))}
    </div>
  )
}
