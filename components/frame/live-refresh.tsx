'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useNow, useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { formatAge } from '../../lib/i18n/format.ts'
import { StateShape, type Tone } from '../ui/state-shape.tsx'
import { tickingClock } from '../ui/ticking-clock.ts'
import { useTickingNow } from '../ui/use-ticking-now.ts'
import { areFiguresFollowed } from './followed-figures.ts'
import { openLiveSource } from './live-source.ts'
import { isOnlyFigures, onLiveMessage, type LiveState } from './live-state.ts'
import { makeRefresher } from './refresher.ts'

/** Hosts count all the time: a page of figures is not read anew at every beat of one of them. */
const FIGURES_EVERY_MS = 2000

const TONE: Record<LiveState['kind'], Tone> = { waiting: 'few', live: 'ok', stale: 'unk', ended: 'bad' }

/** Keeps the page as fresh as the desk, and says how fresh it is. `isQuiet` speaks only when it is not live. */
export function LiveRefresh({ isQuiet }: { isQuiet?: boolean }) {
  const t = useTranslations('frame.live')
  const language = useLocale()
  const now = useTickingNow()
  const state = useLive(useNow().getTime())
  if (isQuiet && (state.kind === 'live' || state.kind === 'waiting')) return null

  const age = formatAge(state.readAt, now, language)
  const words = { waiting: t('waiting'), live: t('read', { age }), stale: t('stale', { age }), ended: t('ended') }
  return (
    <span className="figures flex items-center gap-2 text-label whitespace-nowrap text-text-2" title={words[state.kind]}>
      <StateShape tone={TONE[state.kind]} size={8} label={words[state.kind]} />
      <span aria-hidden className={state.kind === 'live' || state.kind === 'waiting' ? 'max-lg:hidden' : 'max-md:hidden'}>
        {words[state.kind]}
      </span>
    </span>
  )
}

function useLive(renderedAt: number): LiveState {
  const router = useRouter()
  const [state, setState] = useState<LiveState>({ kind: 'waiting', readAt: renderedAt })
  const current = useRef(state)

  useEffect(() => {
    const page = { refresh: () => router.refresh(), isHidden: () => document.hidden }
    const refresher = makeRefresher(page)
    const figures = makeRefresher({ ...page, everyMs: FIGURES_EVERY_MS })
    const close = openLiveSource((message) => {
      if ('now' in message) tickingClock.follow(message.now)
      const next = onLiveMessage(current.current, message, areFiguresFollowed())
      current.current = next.state
      setState(next.state)
      if (next.isRefreshWanted) (isOnlyFigures(message) ? figures : refresher).want()
    })
    const wake = () => {
      refresher.wake()
      figures.wake()
    }
    document.addEventListener('visibilitychange', wake)

    return () => {
      close()
      refresher.stop()
      figures.stop()
      document.removeEventListener('visibilitychange', wake)
    }
  }, [router])

  return state
}
