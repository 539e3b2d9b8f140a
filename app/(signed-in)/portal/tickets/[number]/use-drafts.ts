'use client'

import { useEffect, useRef, useState } from 'react'
import type { ActionResult } from '../../../../../lib/access/action-result.ts'

export type SaveDrafts = (before: ActionResult<{ savedAt: string }> | null, form: FormData) => Promise<ActionResult<{ savedAt: string }>>
export type DraftSaving = { kind: 'none' } | { kind: 'saving' } | { kind: 'saved'; at: string } | { kind: 'failed' }

const QUIET_MS = 800

/** Keeps what is being written: once typing rests for a moment, and at once when the page is left. */
export function useDrafts(save: SaveDrafts, savedAt: string | null): { state: DraftSaving; keep: (form: FormData) => void } {
  const [state, setState] = useState<DraftSaving>(savedAt === null ? { kind: 'none' } : { kind: 'saved', at: savedAt })
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; form: FormData } | null>(null)

  async function saveNow() {
    if (!waiting.current) return
    const { timer, form } = waiting.current
    clearTimeout(timer)
    waiting.current = null
    setState({ kind: 'saving' })
    try {
      const result = await save(null, form)
      setState(result.ok ? { kind: 'saved', at: result.data.savedAt } : { kind: 'failed' })
    } catch {
      // The call did not come through; what it would have thrown is said as "not saved", and the next keystroke tries again.
      setState({ kind: 'failed' })
    }
  }
  const saveLatest = useRef(saveNow)
  useEffect(() => {
    saveLatest.current = saveNow
  })

  useEffect(() => {
    const onHide = () => document.hidden && void saveLatest.current()
    document.addEventListener('visibilitychange', onHide)
    return () => {
      document.removeEventListener('visibilitychange', onHide)
      if (waiting.current) clearTimeout(waiting.current.timer)
    }
  }, [])

  function keep(form: FormData) {
    if (waiting.current) clearTimeout(waiting.current.timer)
    waiting.current = { form, timer: setTimeout(() => void saveLatest.current(), QUIET_MS) }
  }
  return { state, keep }
}
