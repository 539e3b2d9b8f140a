'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { MouseEvent, ReactNode } from 'react'
import { Kbd } from '../../../../components/ui/kbd.tsx'
import { walkCells } from '../../../../components/ui/walk-cells.ts'

/** Arrow keys walk from cell to cell; Enter or a click opens one in the panel without leaving the page. */
export function FleetKeys({ children }: { children: ReactNode }) {
  const t = useTranslations('probes')
  const router = useRouter()

  function follow(event: MouseEvent<HTMLElement>): void {
    const cell = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-cell]') : null
    if (!cell || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    cell.focus()
    router.push(cell.getAttribute('href') ?? '/support/probes', { scroll: false })
  }

  return (
    <>
      <div onKeyDown={walkCells} onClick={follow}>{children}</div>
      <p className="mt-3 flex flex-wrap items-center gap-2 text-label text-text-2 max-md:hidden print:hidden">
        <Kbd>←</Kbd><Kbd>↑</Kbd><Kbd>↓</Kbd><Kbd>→</Kbd> {t('walk')} <Kbd>↵</Kbd> {t('open')} <Kbd>Esc</Kbd> {t('close')}
      </p>
    </>
  )
}
