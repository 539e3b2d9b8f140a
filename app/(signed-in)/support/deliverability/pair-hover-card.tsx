'use client'

import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { StateShape } from '../../../../components/ui/state-shape.tsx'
import { useTickingNow } from '../../../../components/ui/use-ticking-now.ts'
import type { PairWords } from '../../../../lib/deliveries/pair-words.ts'
import { formatDayClock, formatNumber } from '../../../../lib/i18n/format.ts'

type PairHoverCardProps = { cell: HTMLElement; title: string; words: PairWords | 'waiting' | 'failed'; onPointerEnter: () => void }
const GAP = 6
const EDGE = 8

/** The three most frequent refusals of a cell in the receiver's own words, since when, and how many customers they hit. */
export function PairHoverCard({ cell, title, words, onPointerEnter }: PairHoverCardProps) {
  const t = useTranslations('deliverability.hover')
  const card = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState<{ top: number; left: number } | null>(null)
  useLayoutEffect(() => {
    if (card.current) setPlace(placeBeside(cell.getBoundingClientRect(), card.current.getBoundingClientRect()))
  }, [cell, words])

  return createPortal(
    <div
      ref={card}
      role="tooltip"
      data-hover-card
      onPointerEnter={onPointerEnter}
      className="fixed z-40 w-96 max-w-[calc(100vw-16px)] rounded-card border border-line-strong bg-raised p-3 text-body shadow-float print:hidden"
      style={place ?? { top: 0, left: 0, visibility: 'hidden' }}
    >
      <p className="mb-1 font-strong wrap-anywhere">{title}</p>
      {words === 'waiting' && <p className="text-text-2">{t('waiting')}</p>}
      {words === 'failed' && <p className="text-text-2">{t('failed')}</p>}
      {typeof words === 'object' && <Words words={words} />}
    </div>,
    document.body,
  )
}

/** Below the cell, above it where there is no room, and never over the edge of the window. */
function placeBeside(cell: DOMRect, card: DOMRect): { top: number; left: number } {
  const isRoomBelow = cell.bottom + GAP + card.height <= window.innerHeight - EDGE
  const top = isRoomBelow ? cell.bottom + GAP : Math.max(EDGE, cell.top - GAP - card.height)
  return { top, left: Math.max(EDGE, Math.min(cell.left, window.innerWidth - EDGE - card.width)) }
}

function Words({ words: { refusals, customers, strangers, samples } }: { words: PairWords }) {
  const t = useTranslations('deliverability')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useTickingNow()
  if (refusals.length === 0) return <p className="text-text-2">{t('noRefusals')}</p>

  return (
    <>
      <ul className="flex flex-col gap-2">
        {refusals.map(({ refusalClass, isForGood, isAboutUs, count, firstAt, reply }) => (
          <li key={`${refusalClass} ${isForGood}`}>
            <p className="flex flex-wrap items-center gap-x-2">
              <StateShape tone={isAboutUs ? (isForGood ? 'bad' : 'wait') : 'few'} label={t(isForGood ? 'forGood' : 'forNow')} />
              <span className="figures font-strong">{formatNumber(count, language)} ×</span>
              <span>{t(`class.${refusalClass}`)}</span>
              {firstAt && <span className="text-label text-text-2">{t('hover.since', { at: formatDayClock(firstAt, now, language, zone) })}</span>}
            </p>
            {reply && <p className="mono mt-0.5 line-clamp-3 rounded-control bg-sunken px-2 py-1 wrap-anywhere text-text-2">{reply}</p>}
          </li>
        ))}
      </ul>
      <p className="mt-2 text-label text-text-2">{samples === 0 ? t('hover.noSamples') : t('hover.customers', { customers, strangers, samples })}</p>
    </>
  )
}
