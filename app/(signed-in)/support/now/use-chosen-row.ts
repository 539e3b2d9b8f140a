'use client'

import { useEffect, useState } from 'react'
import { listKey } from './list-key.ts'

type ChosenRow = { keys: readonly string[]; focus: (index: number) => void; open: (index: number) => void; snooze: (index: number) => void }

/** The row the keys act on. It is kept by its key, so that a list that grows above it does not move the choice. */
export function useChosenRow({ keys, focus, open, snooze }: ChosenRow): { chosen: number; choose: (index: number) => void } {
  const [key, setKey] = useState<string | null>(null)
  const chosen = Math.max(0, key === null ? 0 : keys.indexOf(key))

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const meaning = listKey(pressOf(event), { chosen, count: keys.length })
      if (meaning.does === 'nothing') return
      event.preventDefault()
      if (meaning.does === 'open') return open(chosen)
      if (meaning.does === 'snooze') return snooze(chosen)
      setKey(keys[meaning.to] ?? null)
      focus(meaning.to)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  })

  return { chosen, choose: (index) => setKey(keys[index] ?? null) }
}

function pressOf(event: KeyboardEvent) {
  const target = event.target instanceof HTMLElement ? event.target : null
  return {
    key: event.key,
    isTaken: event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey,
    isElsewhere: Boolean(target?.closest('input, textarea, select, [contenteditable=true]') ?? document.querySelector('[role=dialog][data-state=open], [role=menu][data-state=open]')),
    isOnControl: Boolean(target?.closest('a, button, summary')),
  }
}
