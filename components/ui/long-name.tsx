import clsx from 'clsx'
import { Fragment } from 'react'
import { breakPoints } from './break-points.ts'

/** A longer part would push everything else off a phone. */
const KEPT_WHOLE_MAX = 24

/** An account's name in a list: breaks only at its @ and dots, over two lines at most; the whole stands in its title. */
export function LongName({ name, className }: { name: string; className?: string }) {
  return (
    <span title={name} className={clsx('mono line-clamp-2', className)}>
      {breakPoints(name).map((part, index) => (
        <Fragment key={index}>
          {index > 0 && <wbr />}
          <span className={part.length > KEPT_WHOLE_MAX ? 'wrap-anywhere' : 'whitespace-nowrap'}>{part}</span>
        </Fragment>
      ))}
    </span>
  )
}
