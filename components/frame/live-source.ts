import * as z from 'zod'
import type { LiveMessage } from './live-state.ts'

const timed = z.object({ now: z.number() })
const changed = timed.extend({ kinds: z.array(z.string()).default([]) })

/**
 * Opens the stream of news. The browser's EventSource tries again by itself after a loss, except after a refusal
 * (401: signed out); then this tries every 10 s, so that a page left open overnight comes back after a new sign-in.
 */
export function openLiveSource(onMessage: (message: LiveMessage) => void): () => void {
  let source: EventSource | null = null
  let retry: ReturnType<typeof setTimeout> | undefined

  function open() {
    source = new EventSource('/api/live')
    source.addEventListener('changes', (event: MessageEvent<string>) => onMessage({ type: 'changes', ...changed.parse(JSON.parse(event.data)) }))
    for (const type of ['ping', 'resync'] as const) {
      source.addEventListener(type, (event: MessageEvent<string>) => onMessage({ type, ...timed.parse(JSON.parse(event.data)) }))
    }
    source.addEventListener('ended', () => {
      onMessage({ type: 'ended' })
      source?.close()
    })
    source.addEventListener('error', () => {
      onMessage({ type: 'lost' })
      if (source?.readyState === EventSource.CLOSED) retry = setTimeout(open, 10_000)
    })
  }

  open()
  return () => {
    clearTimeout(retry)
    source?.close()
  }
}
