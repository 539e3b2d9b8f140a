/** How fresh an open page is. `readAt` is the server's time of the last message or rendering, epoch ms. */
export type LiveState = { kind: 'waiting' | 'live' | 'stale' | 'ended'; readAt: number }

export type LiveMessage = { type: 'ping' | 'changes' | 'resync'; now: number } | { type: 'ended' } | { type: 'lost' }

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
