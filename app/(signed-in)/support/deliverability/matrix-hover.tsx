'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode, type SyntheticEvent } from 'react'
import type { PairWords } from '../../../../lib/deliveries/pair-words.ts'
import { PairHoverCard } from './pair-hover-card.tsx'

/** A pointer that only passes by asks for nothing. */
const LOOKED_AT_AFTER_MS = 250
const LEFT_AFTER_MS = 150

type Looked = { cell: HTMLElement; host: string; receiver: string; name: string }
type Shown = Looked & { words: PairWords | 'waiting' | 'failed' }

/**
 * One card for all cells of the matrix: it shows beside the cell that is pointed at or has the focus, stays while the
 * pointer is on it, and goes with Esc. What it says is said whole in the panel that a cell opens.
 */
export function MatrixHover({ period, children }: { period: string; children: ReactNode }) {
  const t = useTranslations('deliverability.hover')
  const [shown, setShown] = useState<Shown | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const asked = useRef<AbortController>(undefined)

  function look(cell: HTMLElement) {
    clearTimeout(timer.current)
    if (shown?.cell === cell) return
    const { host, receiver, name } = cell.dataset
    if (!host || !receiver || !name) return
    timer.current = setTimeout(() => void show({ cell, host, receiver, name }), LOOKED_AT_AFTER_MS)
  }
  async function show(looked: Looked) {
    asked.current?.abort()
    const asking = (asked.current = new AbortController())
    setShown({ ...looked, words: 'waiting' })
    const words = await ask({ host: looked.host, receiver: looked.receiver, period }, asking.signal)
    if (!asking.signal.aborted) setShown({ ...looked, words })
  }
  function leave(afterMs: number) {
    clearTimeout(timer.current)
    timer.current = setTimeout(hide, afterMs)
  }
  function hide() {
    clearTimeout(timer.current)
    asked.current?.abort()
    setShown(null)
  }
  useEffect(() => {
    document.addEventListener('scroll', hide, { capture: true, passive: true })
    return () => {
      document.removeEventListener('scroll', hide, { capture: true })
      hide()
    }
  }, [])

  return (
    <div
      onPointerOver={(event) => event.pointerType === 'mouse' && onCell(event, look, () => leave(LEFT_AFTER_MS))}
      onPointerLeave={() => leave(LEFT_AFTER_MS)}
      onFocus={(event) => event.target.matches(':focus-visible') && onCell(event, look, hide)}
      onBlur={hide}
      onClick={hide}
      onKeyDown={(event: KeyboardEvent) => event.key === 'Escape' && shown && hide()}
    >
      {children}
      {shown && (
        <PairHoverCard cell={shown.cell} title={t('title', { host: shown.host, receiver: shown.name })} words={shown.words} onPointerEnter={() => clearTimeout(timer.current)} />
      )}
    </div>
  )
}

function onCell(event: SyntheticEvent, look: (cell: HTMLElement) => void, leave: () => void): void {
  const cell = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-cell]') : null
  if (cell) look(cell)
  else if (!(event.target instanceof HTMLElement && event.target.closest('[data-hover-card]'))) leave()
}

async function ask(of: Record<string, string>, signal: AbortSignal): Promise<Shown['words']> {
  try {
    const response = await fetch(`/support/deliverability/words?${new URLSearchParams(of)}`, { signal })
    return response.ok ? ((await response.json()) as PairWords) : 'failed'
  } catch {
    return 'failed'
  }
}
