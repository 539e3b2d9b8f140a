'use client'

import { useEffect, useRef, useState } from 'react'
import { endEarly, NOTHING_ASKED, tellLines, type TraceProgress } from '../../lib/traces/trace-progress.ts'
import type { TraceQuestion } from '../../lib/traces/trace.ts'
import { askTrace, TraceRefused } from './ask-trace.ts'

/** Asks once, when the part that calls it appears; give that part the question as its key, and another key to ask anew. */
export function useTrace(question: TraceQuestion): { progress: TraceProgress; stop: () => void } {
  const [progress, setProgress] = useState<TraceProgress>(NOTHING_ASKED)
  const asked = JSON.stringify(question)
  const stopping = useRef<AbortController | null>(null)

  useEffect(() => {
    const leaving = new AbortController()
    stopping.current = leaving
    void follow(JSON.parse(asked) as TraceQuestion, leaving.signal, setProgress)
    return () => leaving.abort()
  }, [asked])

  function stop() {
    stopping.current?.abort()
    setProgress((before) => endEarly(before, 'stopped'))
  }

  return { progress, stop }
}

async function follow(question: TraceQuestion, signal: AbortSignal, set: (change: (before: TraceProgress) => TraceProgress) => void): Promise<void> {
  set(() => NOTHING_ASKED)
  try {
    for await (const lines of askTrace(question, signal)) {
      if (signal.aborted) return
      set((before) => tellLines(before, lines))
    }
    if (!signal.aborted) set((before) => endEarly(before, 'broken'))
  } catch (error) {
    if (signal.aborted) return
    set((before) => (error instanceof TraceRefused ? endEarly(before, 'refused', error.why) : endEarly(before, 'broken')))
  }
}
