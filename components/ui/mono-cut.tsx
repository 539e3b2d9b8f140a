import clsx from 'clsx'
import { cutMiddle } from './cut-middle.ts'

/** A name, address or id in mono: cut in the middle when longer than `max`, whole on hover and focus. Always text. */
export function MonoCut({ text, max = 40, className }: { text: string; max?: number; className?: string }) {
  const short = cutMiddle(text, max)
  if (short === text) return <span className={clsx('mono wrap-anywhere', className)}>{text}</span>

  return (
    <span tabIndex={0} title={text} className={clsx('mono group rounded-tag', className)}>
      <span aria-hidden className="group-focus:hidden">
        {short}
      </span>
      <span className="sr-only group-focus:not-sr-only group-focus:wrap-anywhere">{text}</span>
    </span>
  )
}
