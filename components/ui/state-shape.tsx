import clsx from 'clsx'

/** ok ● · wait ◐ · bad ■ · hold ◆ · unk ▨ · few ·  Colour, shape and word always go together. */
export type Tone = 'ok' | 'wait' | 'bad' | 'hold' | 'unk' | 'few'

export const TONE_WORD: Record<Tone, string> = {
  ok: 'text-ok',
  wait: 'text-wait',
  bad: 'text-bad',
  hold: 'text-hold',
  unk: 'text-unk',
  few: 'text-text-3',
}

export const TONE_SOFT: Record<Tone, string> = {
  ok: 'bg-ok-soft',
  wait: 'bg-wait-soft',
  bad: 'bg-bad-soft',
  hold: 'bg-hold-soft',
  unk: 'bg-unk-soft',
  few: 'bg-sunken',
}

export const TONE_FILL: Record<Tone, string> = {
  ok: 'bg-ok-fill',
  wait: 'bg-wait-fill',
  bad: 'bg-bad-fill',
  hold: 'bg-hold-fill',
  unk: 'bg-unk-fill',
  few: 'bg-text-3',
}

type StateShapeProps = {
  tone: Tone
  /** 12 in rows, 14 in lists, 22 at most. */
  size?: number
  /** Said by screen readers where no word stands beside the shape. */
  label?: string
  className?: string
}

/** The shape of a state. Hidden from screen readers unless it has a `label`, since a word stands beside it. */
export function StateShape({ tone, size = 12, label, className }: StateShapeProps) {
  return (
    <svg
      viewBox="0 0 12 12"
      width={size}
      height={size}
      className={clsx('shrink-0', className)}
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      {SHAPES[tone]}
    </svg>
  )
}

const SHAPES: Record<Tone, React.ReactNode> = {
  ok: <circle cx="6" cy="6" r="5" fill="var(--ok-fill)" />,
  wait: (
    <>
      <circle cx="6" cy="6" r="4.25" fill="none" stroke="var(--wait-fill)" strokeWidth="1.5" />
      <path d="M6 1.75a4.25 4.25 0 0 0 0 8.5z" fill="var(--wait-fill)" />
    </>
  ),
  bad: <rect x="1" y="1" width="10" height="10" rx="0.75" fill="var(--bad-fill)" />,
  hold: <path d="M6 0 12 6 6 12 0 6z" fill="var(--hold-fill)" />,
  unk: (
    <>
      <rect x="0.75" y="0.75" width="10.5" height="10.5" rx="0.75" fill="none" stroke="var(--unk-fill)" strokeWidth="1.25" />
      <path d="M1.5 6 6 1.5M1.5 10.5l9-9M6 10.5 10.5 6" stroke="var(--unk-fill)" strokeWidth="1.5" fill="none" />
    </>
  ),
  few: <circle cx="6" cy="6" r="1.5" fill="var(--text-3)" />,
}
