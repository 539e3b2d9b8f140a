'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useNow, useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { formatAge } from '../../lib/i18n/format.ts'
import { StateShape, type Tone } from '../ui/state-shape.tsx'
import { tickingClock } from '../ui/ticking-clock.ts'
import { useTickingNow } from '../ui/use-ticking-now.ts'
import { openLiveSource } from './live-source.ts'
import { concernsPage, onLiveMessage, type LiveState } from './live-state.ts'
import { makeRefresher } from './refresher.ts'

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
    const refresher = makeRefresher({ refresh: () => router.refresh(), isHidden: () => document.hidden })
    const close = openLiveSource((message) => {
      if ('now' in message) tickingClock.follow(message.now)
      const next = onLiveMessage(current.current, message)
      current.current = next.state
      setState(next.state)
      const isOfPage = message.type !== 'changes' || concernsPage(message, location.pathname)
      if (next.isRefreshWanted && isOfPage) refresher.want()
    })
    document.addEventListener('visibilitychange', refresher.wake)

    return () => {
      close()
      refresher.stop()
      document.removeEventListener('visibilitychange', refresher.wake)
    }
  }, [router])

  return state
}
