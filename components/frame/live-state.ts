/** How fresh an open page is. `readAt` is the server's time of the last message or rendering, epoch ms. */
export type LiveState = { kind: 'waiting' | 'live' | 'stale' | 'ended'; readAt: number }

export type LiveMessage = { type: 'ping' | 'resync'; now: number } | { type: 'changes'; now: number; kinds: string[] } | { type: 'ended' } | { type: 'lost' }

/** Figures of deliveries change every few seconds: only the pages that show them are read anew for that. */
const PAGES_OF_DELIVERIES = /^\/support\/(deliverability|receivers)(\/|$)/

/** What a message of the stream, or its loss, makes of the state, and whether the page shall be read anew. */
export function onLiveMessage(state: LiveState, message: LiveMessage, path: string): { state: LiveState; isRefreshWanted: boolean } {
  if (state.kind === 'ended') return { state, isRefreshWanted: false }
  switch (message.type) {
    case 'ping':
      // Back after a loss: news went by unheard.
      return { state: { kind: 'live', readAt: message.now }, isRefreshWanted: state.kind === 'stale' }
    case 'changes':
      return { state: { kind: 'live', readAt: message.now }, isRefreshWanted: message.kinds.some((kind) => kind !== 'deliveries') || PAGES_OF_DELIVERIES.test(path) }
    case 'resync':
      return { state: { kind: 'live', readAt: message.now }, isRefreshWanted: true }
    case 'ended':
      return { state: { ...state, kind: 'ended' }, isRefreshWanted: true }
    case 'lost':
      return { state: { ...state, kind: 'stale' }, isRefreshWanted: false }
  }
}
