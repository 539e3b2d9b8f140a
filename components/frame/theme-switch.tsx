'use client'

import { Moon, Sun } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { startTransition, useSyncExternalStore } from 'react'
import type { Theme } from '../../lib/i18n/language.ts'
import { IconButton } from '../ui/icon-button.tsx'
import type { FormAct } from './language-switch.tsx'

/** Light or dark. Before anybody chose, it follows the system; the choice is kept for this person. */
export function ThemeSwitch({ theme, setTheme }: { theme: Theme; setTheme: FormAct }) {
  const t = useTranslations('frame.theme')
  const isDark = useSyncExternalStore(watchLook, readLook, () => theme === 'dark')
  const next = isDark ? 'light' : 'dark'

  function choose() {
    document.documentElement.dataset.theme = next
    const form = new FormData()
    form.set('theme', next)
    startTransition(() => setTheme(form))
  }

  return (
    <IconButton label={isDark ? t('toLight') : t('toDark')} onClick={choose}>
      {isDark ? <Moon size={16} strokeWidth={1.5} aria-hidden /> : <Sun size={16} strokeWidth={1.5} aria-hidden />}
    </IconButton>
  )
}

const DARK = '(prefers-color-scheme: dark)'

function readLook(): boolean {
  const chosen = document.documentElement.dataset.theme
  return chosen === 'dark' || (chosen !== 'light' && window.matchMedia(DARK).matches)
}

function watchLook(onChange: () => void): () => void {
  const media = window.matchMedia(DARK)
  const observer = new MutationObserver(onChange)
  media.addEventListener('change', onChange)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })

  return () => {
    media.removeEventListener('change', onChange)
    observer.disconnect()
  }
}
