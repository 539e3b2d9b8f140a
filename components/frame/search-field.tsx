'use client'

import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Kbd } from '../ui/kbd.tsx'
import { askFrame } from './frame-events.ts'

/** Looks like a field and opens the search; on phones only its picture is seen. */
export function SearchField() {
  const t = useTranslations('frame.search')

  return (
    <button
      type="button"
      onClick={() => askFrame('search')}
      aria-keyshortcuts="Meta+K Control+K"
      className="flex h-8 items-center gap-2.5 rounded-control border border-control bg-surface px-2.5 text-text-2 hover:border-text-3 max-md:size-8 max-md:justify-center max-md:border-transparent max-md:px-0 md:w-110"
    >
      <span className="sr-only">{t('label')}</span>
      <Search size={15} strokeWidth={1.5} aria-hidden className="shrink-0" />
      <span className="min-w-0 flex-1 truncate text-left max-md:hidden">{t('placeholder')}</span>
      <Kbd className="max-md:hidden">⌘K</Kbd>
    </button>
  )
}
