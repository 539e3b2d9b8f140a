'use client'

import { useEffect } from 'react'

/** Brings the opened cell back into sight when the panel beside the matrix takes room from it. Draws nothing. */
export function KeepInSight({ host, receiver }: { host: string; receiver: string }) {
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const cell = [...document.querySelectorAll<HTMLElement>('[data-cell]')].find((each) => each.dataset.host === host && each.dataset.receiver === receiver)
      cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    })
    return () => cancelAnimationFrame(frame)
  }, [host, receiver])
  return null
}
