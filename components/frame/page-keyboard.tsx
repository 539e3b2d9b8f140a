'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { askFrame } from './frame-events.ts'
import { readKey } from './page-keys.ts'

const SECOND_KEY_WITHIN_MS = 1200

/** Listens to the keys that work on every page. Draws nothing. */
export function PageKeyboard({ canGo }: { canGo: boolean }) {
  const router = useRouter()
  const gAt = useRef(0)

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.altKey) return
      const meaning = readKey(pressOf(event, Date.now() - gAt.current < SECOND_KEY_WITHIN_MS), canGo)
      gAt.current = meaning.does === 'await-second' ? Date.now() : 0
      if (meaning.does === 'nothing' || meaning.does === 'await-second') return

      event.preventDefault()
      if (meaning.does === 'go') router.push(meaning.href)
      else askFrame(meaning.does)
    }

    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [router, canGo])

  return null
}

function pressOf(event: KeyboardEvent, wasG: boolean) {
  const target = event.target instanceof HTMLElement ? event.target : null
  return {
    key: event.key,
    isCommand: event.metaKey || event.ctrlKey,
    isInField: Boolean(target?.closest('input:not([type=checkbox],[type=radio]), textarea, select, [contenteditable=true]')),
    isOverlayOpen: Boolean(document.querySelector('[role=dialog][data-state=open], [role=menu][data-state=open]')),
    wasG,
  }
}
