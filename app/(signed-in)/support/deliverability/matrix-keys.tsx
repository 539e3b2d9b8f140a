'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Kbd } from '../../../../components/ui/kbd.tsx'
import { walkCells } from '../../../../components/ui/walk-cells.ts'

/** Arrow keys walk from cell to cell of the matrix; Enter opens one, as links do. */
export function MatrixKeys({ children }: { children: ReactNode }) {
  const t = useTranslations('deliverability')

  return (
    <>
      <div onKeyDown={walkCells}>{children}</div>
      <p className="mt-3 flex flex-wrap items-center gap-2 text-label text-text-2 max-md:hidden print:hidden">
        <Kbd>←</Kbd><Kbd>↑</Kbd><Kbd>↓</Kbd><Kbd>→</Kbd> {t('walk')} <Kbd>↵</Kbd> {t('open')} <Kbd>Esc</Kbd> {t('close')}
        <span className="ml-auto">{t('inPercent')}</span>
      </p>
    </>
  )
}
