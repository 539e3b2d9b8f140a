'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Kbd } from '../../../../components/ui/kbd.tsx'
import { walkCells } from '../../../../components/ui/walk-cells.ts'
import { listMatrixHref, type ListMatrixQuery } from '../../../../lib/blocklists/list-matrix-query.ts'

/** Arrow keys walk from cell to cell; Enter opens one, as links do. */
export function ListMatrixKeys({ isSmallShown, query, children }: { isSmallShown: boolean; query: ListMatrixQuery; children: ReactNode }) {
  const t = useTranslations('blocklists')

  return (
    <>
      <div onKeyDown={walkCells}>{children}</div>
      <p className="mt-2 flex flex-wrap items-center gap-2 text-label text-text-2 max-md:hidden print:hidden">
        <Kbd>←</Kbd><Kbd>↑</Kbd><Kbd>↓</Kbd><Kbd>→</Kbd> {t('walk')} <Kbd>↵</Kbd> {t('open')} <Kbd>Esc</Kbd> {t('close')}
        <span className="ml-auto flex gap-3">
          {isSmallShown && <Link href={listMatrixHref(query, { small: null })} scroll={false} className="text-accent hover:underline">{t('hideSmall')}</Link>}
          {query.whole !== null && <Link href={listMatrixHref(query, { whole: null })} scroll={false} className="text-accent hover:underline">{t('fewer')}</Link>}
        </span>
      </p>
    </>
  )
}
