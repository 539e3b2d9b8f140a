'use client'

import clsx from 'clsx'
import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Dialog } from 'radix-ui'
import { useEffect, useId, useState, type KeyboardEvent } from 'react'
import { onFrameRequest } from './frame-events.ts'
import { matchPages, type SearchAct, type SearchHit } from './search-answer.ts'
import { useSearch } from './use-search.ts'

/** ⌘K: one field for an address, an id, a name; pages of the desk are found by their names. */
export function CommandPalette({ search, pages }: { search?: SearchAct; pages: readonly SearchHit[] }) {
  const t = useTranslations('frame.search')
  const router = useRouter()
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState(0)
  const found = useSearch(search, isOpen ? query : '')
  const hits = [...matchPages(pages, query), ...found.hits]
  const at = Math.min(chosen, Math.max(0, hits.length - 1))
  useEffect(() => onFrameRequest((request) => request === 'search' && setOpen(true)), [])

  function go(hit: SearchHit | undefined) {
    if (!hit) return
    setOpen(false)
    setQuery('')
    router.push(hit.href)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter') go(hits[at])
    else if (event.key === 'ArrowDown') setChosen(Math.min(at + 1, hits.length - 1))
    else if (event.key === 'ArrowUp') setChosen(Math.max(at - 1, 0))
    else return
    event.preventDefault()
  }

  const words = found.state === 'searching' ? t('searching', { query }) : found.state === 'failed' ? t('failed') : t('results', { count: hits.length })
  return (
    <Dialog.Root open={isOpen} onOpenChange={setOpen}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Content aria-describedby={undefined} className="fixed top-[10vh] left-1/2 z-50 flex max-h-[70vh] w-[calc(100vw-32px)] max-w-150 -translate-x-1/2 flex-col overflow-hidden rounded-card border border-line-strong bg-raised shadow-float">
          <Dialog.Title className="sr-only">{t('label')}</Dialog.Title>
          <div className="flex items-center gap-2.5 border-b border-line px-4">
            <Search size={16} aria-hidden className="text-text-2" />
            <input
              role="combobox"
              aria-label={t('label')}
              aria-expanded={hits.length > 0}
              aria-controls={`${id}-list`}
              aria-activedescendant={hits[at] ? `${id}-${at}` : undefined}
              value={query}
              maxLength={320}
              placeholder={t('placeholder')}
              spellCheck={false}
              autoComplete="off"
              onKeyDown={onKeyDown}
              onChange={(event) => {
                setQuery(event.target.value)
                setChosen(0)
              }}
              className="focus-inset h-12 w-full bg-transparent text-lead outline-none"
            />
          </div>
          <p role="status" className="px-4 pt-2 text-label text-text-3">
            {hits.length === 0 && found.state === 'done' ? t('nothing', { query }) : words}
          </p>
          <ul id={`${id}-list`} role="listbox" aria-label={t('label')} className="overflow-y-auto p-2">
            {hits.map((hit, index) => (
              <HitRow key={hit.key} hit={hit} id={`${id}-${index}`} isChosen={index === at} onChoose={() => go(hit)} />
            ))}
          </ul>
          {!query && <p className="border-t border-line px-4 py-2 text-label text-text-3">{t('hint')}</p>}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function HitRow({ hit, id, isChosen, onChoose }: { hit: SearchHit; id: string; isChosen: boolean; onChoose: () => void }) {
  return (
    <li id={id} role="option" aria-selected={isChosen} onClick={onChoose} className={clsx('flex min-h-9 cursor-pointer items-center gap-3 rounded-tag px-2 py-1', isChosen ? 'bg-accent-soft' : 'hover:bg-sunken')}>
      <span className="w-24 shrink-0 text-label text-text-3">{hit.kind}</span>
      <span className={clsx('min-w-0 wrap-anywhere', hit.isMono ? 'mono' : 'font-strong')}>{hit.title}</span>
      {hit.about && <span className="ml-auto truncate text-label text-text-3">{hit.about}</span>}
    </li>
  )
}
