import clsx from 'clsx'

/** A key. Decoration for the eye: the button that has it also sets aria-keyshortcuts. */
export function Kbd({ children, className }: { children: React.ReactNode; className?: string }) {
  return (
    <kbd
      aria-hidden
      className={clsx(
        'mono inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-tag border border-current/50 px-1 text-small leading-none',
        className,
      )}
    >
      {children}
    </kbd>
  )
}

export type KeyHint = { keys: readonly string[]; does: string }

/** The keys of a page in one line: `[j] [k] move  [↵] open`. Not shown on phones. */
export function KeyHints({ hints, className }: { hints: readonly KeyHint[]; className?: string }) {
  return (
    <ul className={clsx('hidden items-center gap-2 text-label text-text-2 md:flex', className)} data-print="no">
      {hints.map((hint) => (
        <li key={hint.does} className="flex items-center gap-2">
          {hint.keys.map((key) => (
            <kbd key={key} className="mono inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-tag border border-line-strong bg-surface px-1 text-small leading-none">
              {key}
            </kbd>
          ))}
          <span>{hint.does}</span>
        </li>
      ))}
    </ul>
  )
}
