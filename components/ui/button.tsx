'use client'

import type { ComponentProps } from 'react'
import { useFormStatus } from 'react-dom'
import { buttonLook, type ButtonKind, type ButtonSize } from './button-look.ts'
import { Kbd } from './kbd.tsx'

type ButtonProps = ComponentProps<'button'> & {
  kind?: ButtonKind
  size?: ButtonSize
  icon?: React.ReactNode
  /** The key that does the same, drawn behind the words. Binding it is the page's work. */
  shortcut?: { shown: string; aria: string }
  /** What is being awaited, in words; shown instead of the children while pending. */
  pendingWords?: string
  isPending?: boolean
}

/** A button whose words name its effect. In a form it is pending while the form's action runs. */
export function Button(props: ButtonProps) {
  const { kind = 'secondary', size = 'normal', icon, shortcut, pendingWords, isPending, className, children, ...rest } = props
  const status = useFormStatus()
  const pending = isPending ?? (rest.type === 'submit' && status.pending)

  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled || pending}
      aria-busy={pending || undefined}
      aria-keyshortcuts={shortcut?.aria}
      className={buttonLook(kind, size, className)}
    >
      {icon}
      <span aria-live="polite">{pending && pendingWords ? pendingWords : children}</span>
      {shortcut && <Kbd>{shortcut.shown}</Kbd>}
    </button>
  )
}
