import clsx from 'clsx'

/** primary: one per page, names the effect. danger: outlined until the last step, then `danger-filled`. */
export type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'danger' | 'danger-filled'
/** small 28 px, normal 32 px, login 40 px, phone 48 px. */
export type ButtonSize = 'small' | 'normal' | 'login' | 'phone'

/** Classes of a button or of a link that looks like one. */
export function buttonLook(kind: ButtonKind, size: ButtonSize, className?: string): string {
  return clsx(
    'relative inline-flex shrink-0 items-center justify-center gap-2 rounded-control font-strong whitespace-nowrap select-none',
    'transition-colors duration-100 disabled:cursor-not-allowed aria-disabled:cursor-not-allowed',
    OFF,
    KINDS[kind],
    SIZES[size],
    className,
  )
}

const OFF =
  'disabled:border disabled:border-line-strong disabled:bg-sunken disabled:text-text-3 aria-disabled:border aria-disabled:border-line-strong aria-disabled:bg-sunken aria-disabled:text-text-3'

const KINDS: Record<ButtonKind, string> = {
  primary: 'bg-accent text-on-accent enabled:hover:bg-accent-hover [a]:hover:bg-accent-hover',
  secondary: 'border border-control bg-surface text-text hover:bg-sunken',
  quiet: 'text-text-2 hover:bg-sunken hover:text-text',
  danger: 'border border-bad-fill bg-surface text-bad hover:bg-bad-soft',
  'danger-filled': 'bg-bad-fill text-on-bad enabled:hover:bg-bad-hover [a]:hover:bg-bad-hover',
}

const SIZES: Record<ButtonSize, string> = {
  small: 'h-7 px-2.5 text-body',
  normal: 'h-8 px-3 text-body',
  login: 'h-10 px-4 text-body',
  phone: 'h-12 px-4 text-phone',
}
