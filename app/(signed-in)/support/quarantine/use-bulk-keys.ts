'use client'

import { useEffect, useRef } from 'react'
import { readPlainKey } from '../../../../components/frame/read-plain-key.ts'

/** Single letters that act on what is chosen, while nothing lies over the list. */
export function useBulkKeys(isOn: boolean, acts: Record<string, () => void>): void {
  const latest = useRef(acts)
  useEffect(() => {
    latest.current = acts
  })

  useEffect(() => {
    if (!isOn) return
    function onKeyDown(event: KeyboardEvent) {
      const act = latest.current[readPlainKey(event) ?? '']
      if (!act) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [isOn])
}
