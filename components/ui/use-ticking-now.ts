'use client'

import { useNow } from 'next-intl'
import { useSyncExternalStore } from 'react'
import { tickingClock } from './ticking-clock.ts'

/** Epoch ms now, each second anew. While hydrating it is the server's time of rendering, so both sides agree. */
export function useTickingNow(): number {
  const rendered = useNow().getTime()
  return useSyncExternalStore(tickingClock.subscribe, tickingClock.read, () => rendered)
}
