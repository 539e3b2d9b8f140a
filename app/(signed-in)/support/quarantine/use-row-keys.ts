'use client'

import { useEffect, type RefObject } from 'react'
import { readPlainKey } from '../../../../components/frame/read-plain-key.ts'

/** j and k go through the boxes of the list; space chooses, as it does on every box. */
export function useRowKeys(list: RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const key = readPlainKey(event)
      if (key !== 'j' && key !== 'k') return
      const boxes = [...(list.current?.querySelectorAll<HTMLInputElement>('input[type=checkbox]:not(:disabled)') ?? [])]
      const at = boxes.indexOf(document.activeElement as HTMLInputElement)
      const next = boxes[key === 'j' ? at + 1 : Math.max(0, at - 1)]
      if (!next) return
      event.preventDefault()
      next.focus()
      next.scrollIntoView({ block: 'nearest' })
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [list])
}
