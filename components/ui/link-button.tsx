import Link from 'next/link'
import type { ComponentProps } from 'react'
import { buttonLook, type ButtonKind, type ButtonSize } from './button-look.ts'
import { Kbd } from './kbd.tsx'

type LinkButtonProps = ComponentProps<typeof Link> & {
  kind?: ButtonKind
  size?: ButtonSize
  icon?: React.ReactNode
  shortcut?: { shown: string; aria: string }
}

/** A link that looks like a button: it leads somewhere and changes nothing. */
export function LinkButton({ kind = 'secondary', size = 'normal', icon, shortcut, className, children, ...rest }: LinkButtonProps) {
  return (
    <Link {...rest} aria-keyshortcuts={shortcut?.aria} className={buttonLook(kind, size, className)}>
      {icon}
      <span>{children}</span>
      {shortcut && <Kbd>{shortcut.shown}</Kbd>}
    </Link>
  )
}
