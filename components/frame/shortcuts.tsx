'use client'

import { Keyboard } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Dialog } from '../ui/dialog.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { askFrame, onFrameRequest } from './frame-events.ts'
import { GO_KEYS } from './page-keys.ts'

/** Opens the list of keys; at the foot of the side bar. */
export function ShortcutsButton() {
  const t = useTranslations('frame.shortcuts')

  return (
    <button type="button" onClick={() => askFrame('help')} aria-keyshortcuts="?" className="flex h-8 w-full items-center gap-2.5 rounded-control px-2 text-text-2 hover:bg-sunken hover:text-text">
      <Keyboard size={16} strokeWidth={1.5} aria-hidden />
      <span className="flex-1 text-left">{t('open')}</span>
      <Kbd>?</Kbd>
    </button>
  )
}

/** The list of keys over the page. */
export function ShortcutsOverlay({ canGo }: { canGo: boolean }) {
  const t = useTranslations('frame.shortcuts')
  const [isOpen, setOpen] = useState(false)
  useEffect(() => onFrameRequest((request) => request === 'help' && setOpen(true)), [])

  const always = [
    { keys: ['⌘K', '/'], does: t('search') },
    { keys: ['?'], does: t('help') },
    { keys: ['j', 'k'], does: t('move') },
    { keys: ['↵'], does: t('enter') },
    { keys: ['Esc'], does: t('close') },
  ]
  const going = Object.entries(GO_KEYS).map(([key, go]) => ({ keys: ['g', key], does: t(go.word) }))

  return (
    <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={t('title')}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2">
        {(canGo ? [...always, ...going] : always).map((row) => (
          <div key={row.does} className="contents">
            <dt className="flex gap-1">
              {row.keys.map((key) => (
                <kbd key={key} className="mono inline-flex h-5 min-w-5 items-center justify-center rounded-tag border border-line-strong px-1 text-label">
                  {key}
                </kbd>
              ))}
            </dt>
            <dd className="text-text-2">{row.does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
