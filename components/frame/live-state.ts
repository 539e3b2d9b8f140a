/** How fresh an open page is. `readAt` is the server's time of the last message or rendering, epoch ms. */
export type LiveState = { kind: 'waiting' | 'live' | 'stale' | 'ended'; readAt: number }

/** `kinds` of what changed; none named: anything may have. */
export type LiveMessage = { type: 'ping' | 'changes' | 'resync'; now: number; kinds?: string[] } | { type: 'ended' } | { type: 'lost' }

/** Pages that show what mail met at receivers: only they are read anew when it is told, which is many times a minute. */
const SHOWS_DELIVERIES = /^\/support(?:$|\/(?:deliverability|receivers|hosts|accounts|now)(?:\/|$))/

/** Whether a message speaks of something that the page at `path` may show. */
export function concernsPage({ kinds }: { kinds?: string[] }, path: string): boolean {
  return !kinds || kinds.length === 0 || kinds.some((kind) => kind !== 'deliveries') || SHOWS_DELIVERIES.test(path)
}

/** What a message of the stream, or its loss, makes of the state, and whether the page shall be read anew. */
export function onLiveMessage(state: LiveState, message: LiveMessage): { state: LiveState; isRefreshWanted: boolean } {
  if (state.kind === 'ended') return { state, isRefreshWanted: false }
  switch (message.type) {
    case 'ping':
      // Back after a loss: news went by unheard.
      return { state: { kind: 'live', readAt: message.now }, isRefreshWanted: state.kind === 'stale' }
    case 'changes':
    case 'resync':
      return { state: { kind: 'live', readAt: message.now }, isRefreshWanted: true }
    case 'ended':
      return { state: { ...state, kind: 'ended' }, isRefreshWanted: true }
    case 'lost':
      return { state: { ...state, kind: 'stale' }, isRefreshWanted: false }
  }
}
