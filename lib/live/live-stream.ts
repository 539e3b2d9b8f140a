import { hasSameRights } from '../access/permissions.ts'
import { FIGURES_KIND, mayHear, mergeChanges, type Listener } from './live-change.ts'
import type { LiveNews, Subscriber } from './change-listener.ts'

export type LiveStreamOptions = {
  subscribe: (subscriber: Subscriber) => () => void
  /** Whoever opened the stream, as he was then. */
  opener: Listener & { userId: number }
  /** Who listens, as the database knows him now; null when his session counts no more. */
  listener: () => Promise<Listener | null>
  signal: AbortSignal
  now: () => number
  pingMs?: number
  /** An answer about the session may be this old. */
  trustMs?: number
  /** Messages that a slow reader may leave unread. */
  unreadMax?: number
}

/**
 * A stream of server-sent events for one page: what changed that this person may hear of (ids only), a sign of life
 * with the server's time, `resync` when something may have been missed, and `ended` when the session is over. The
 * session is asked before every message, and at once when the database tells that this person's access has changed: a
 * stream does not outlive what it was opened with. Whoever has other roles now is told to read anew and let go; his
 * browser comes back as what he is now.
 */
export function openLiveStream(options: LiveStreamOptions): ReadableStream<Uint8Array> {
  const { subscribe, opener, signal, now, pingMs = 15_000, unreadMax = 1000 } = options
  const listener = trusted(options)
  let release: () => boolean = () => false

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const close = () => {
          if (release()) controller.close()
        }
        const send = (event: string, data: object) => {
          if ((controller.desiredSize ?? 0) <= 0) return close()
          controller.enqueue(encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`))
        }
        const pass = async (news: LiveNews | null) => {
          const who = await listener.ask()
          if (!who) {
            send('ended', {})
            return close()
          }
          if (!hasSameRights(who, opener)) {
            send('resync', { now: now() })
            return close()
          }
          tell(send, who, news, now())
        }

        const hear = (news: LiveNews) => {
          if (news.kind === 'access' && news.userId !== opener.userId) return
          if (isOfNoInterest(news, opener)) return
          if (news.kind !== 'changes') listener.forget()
          void pass(news).catch(() => close())
        }
        const leave = subscribe(hear)
        const ping = setInterval(() => void pass(null).catch(() => close()), pingMs)
        release = once(() => {
          clearInterval(ping)
          leave()
          signal.removeEventListener('abort', close)
        })
        signal.addEventListener('abort', close)
        send('ping', { now: now() })
      },
      cancel: () => void release(),
    },
    { highWaterMark: unreadMax },
  )
}

/** Figures grow all the time: whoever may not hear of them is not asked about for each. Who gets more rights is told so by other news. */
function isOfNoInterest(news: LiveNews, opener: Listener): boolean {
  return news.kind === 'changes' && news.changes.every((change) => change.kind === FIGURES_KIND && !mayHear(opener, change))
}

const encoder = new TextEncoder()

function tell(send: (event: string, data: object) => void, who: Listener, news: LiveNews | null, now: number): void {
  if (news === null || news.kind === 'access') return send('ping', { now })
  if (news.kind === 'resync') return send('resync', { now })
  const heard = news.changes.filter((change) => mayHear(who, change))
  if (heard.length > 0) send('changes', { now, ...mergeChanges(heard) })
}

/** Asks who listens at most once per `trustMs`, however many messages there are; asks waiting together share one. */
function trusted({ listener, now, trustMs = 1000 }: LiveStreamOptions): { ask: () => Promise<Listener | null>; forget: () => void } {
  let asked: Promise<Listener | null> | null = null
  let askedAt = 0

  return {
    ask: () => {
      if (!asked || now() - askedAt >= trustMs) {
        askedAt = now()
        asked = listener()
      }
      return asked
    },
    forget: () => {
      asked = null
    },
  }
}

/** True for the first call, which does the act; false for all later ones. */
function once(act: () => void): () => boolean {
  let isDone = false
  return () => {
    if (isDone) return false
    isDone = true
    act()
    return true
  }
}
