'use client'

import { useRouter } from 'next/navigation'
import type { ComponentProps, MouseEvent } from 'react'

/**
 * Lets plain links in it (`<a data-soft href>`) lead to other pages of the desk without a page load, as Link does: for
 * the hundreds of a table, each of which would cost as a component of its own. `data-soft="here"` does not scroll.
 */
export function SoftLinks(props: ComponentProps<'div'>) {
  const router = useRouter()

  function follow(event: MouseEvent<HTMLElement>) {
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey && !event.defaultPrevented
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-soft]') : null
    const href = link?.getAttribute('href')
    if (!isPlain || !href) return
    event.preventDefault()
    router.push(href, { scroll: link?.dataset.soft !== 'here' })
  }

  return <div {...props} onClick={follow} />
}
