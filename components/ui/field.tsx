import clsx from 'clsx'
import { ChevronDown } from 'lucide-react'
import { useId, type ComponentProps, type ReactNode } from 'react'
import { StateShape } from './state-shape.tsx'

const EDGE =
  'w-full rounded-control border border-control bg-surface text-text disabled:border-line-strong disabled:bg-sunken disabled:text-text-3 aria-invalid:border-2 aria-invalid:border-bad-fill'
/** normal 32 px, login 40 px, phone 48 px. */
const SIZES = { normal: 'h-8 px-2.5 text-body', login: 'h-10 px-3 text-lead', phone: 'h-12 px-3 text-phone' } as const

type Frame = {
  label: string
  /** Keeps the label for screen readers only; the placeholder then says the same to the eye. */
  isLabelHidden?: boolean
  hint?: ReactNode
  error?: string | undefined
  /** Stands at the right of the label: a link, a count. */
  aside?: ReactNode
  fieldSize?: keyof typeof SIZES
}

/** One line of text with its label, hint and error. */
export function Field({ label, isLabelHidden, hint, error, aside, fieldSize = 'normal', className, ...rest }: Frame & ComponentProps<'input'>) {
  const id = useId()

  return (
    <FieldFrame {...{ id, label, isLabelHidden, hint, error, aside, className }}>
      <input {...rest} {...described(id, hint, error)} className={clsx(EDGE, SIZES[fieldSize])} />
    </FieldFrame>
  )
}

/** Several lines of text. */
export function TextArea({ label, isLabelHidden, hint, error, aside, fieldSize = 'normal', className, ...rest }: Frame & ComponentProps<'textarea'>) {
  const id = useId()

  return (
    <FieldFrame {...{ id, label, isLabelHidden, hint, error, aside, className }}>
      <textarea rows={3} {...rest} {...described(id, hint, error)} className={clsx(EDGE, 'px-2.5 py-1.5', fieldSize === 'phone' ? 'text-phone' : 'text-body')} />
    </FieldFrame>
  )
}

/** A choice of one among several; the browser's own list, so that it works by keyboard and on phones. */
export function Select({ label, isLabelHidden, hint, error, aside, fieldSize = 'normal', className, children, ...rest }: Frame & ComponentProps<'select'>) {
  const id = useId()

  return (
    <FieldFrame {...{ id, label, isLabelHidden, hint, error, aside, className }}>
      <div className="relative">
        <select {...rest} {...described(id, hint, error)} className={clsx(EDGE, SIZES[fieldSize], 'appearance-none pr-8 font-strong')}>
          {children}
        </select>
        <ChevronDown size={14} aria-hidden className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-text-2" />
      </div>
    </FieldFrame>
  )
}

function described(id: string, hint: ReactNode, error: string | undefined) {
  const ids = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return { id, 'aria-invalid': error ? true : undefined, 'aria-describedby': ids || undefined }
}

type FieldFrameProps = Omit<Frame, 'fieldSize'> & { id: string; className?: string | undefined; children: ReactNode }

function FieldFrame({ id, label, isLabelHidden, hint, error, aside, className, children }: FieldFrameProps) {
  return (
    <div className={clsx('flex flex-col gap-1', className)}>
      <div className={clsx('flex items-baseline justify-between gap-3', isLabelHidden && !aside && 'sr-only')}>
        <label htmlFor={id} className={clsx('text-body font-strong', isLabelHidden && 'sr-only')}>
          {label}
        </label>
        {aside}
      </div>
      {children}
      {hint && (
        <p id={`${id}-hint`} className="text-label text-text-3">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="flex items-center gap-1.5 text-label text-bad">
          <StateShape tone="bad" size={8} />
          {error}
        </p>
      )}
    </div>
  )
}
