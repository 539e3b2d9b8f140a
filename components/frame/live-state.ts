/** How fresh an open page is. `readAt` is the server's time of the last message or rendering, epoch ms. */
export type LiveState = { kind: 'waiting' | 'live' | 'stale' | 'ended'; readAt: number }

export type LiveMessage = { type: 'ping' | 'resync'; now: number } | { type: 'changes'; now: number; kinds: readonly string[] } | { type: 'ended' } | { type: 'lost' }

/** News that figures of deliveries have grown come all the time; only pages that show them are read anew for that. */
const FIGURES = 'deliveries'

export function isOnlyFigures(message: LiveMessage): boolean {
  return message.type === 'changes' && message.kinds.length > 0 && message.kinds.every((kind) => kind === FIGURES)
}

/** What a message of the stream, or its loss, makes of the state, and whether the page shall be read anew. */
export function onLiveMessage(state: LiveState, message: LiveMessage, followsFigures = false): { state: LiveState; isRefreshWanted: boolean } {
  if (state.kind === 'ended') return { state, isRefreshWanted: false }
  switch (message.type) {
    case 'ping':
      // Back after a loss: news went by unheard.
      return { state: { kind: 'live', readAt: message.now }, isRefreshWanted: state.kind === 'stale' }
    case 'changes':
      return { state: { kind: 'live', readAt: message.now }, isRefreshWanted: followsFigures || !isOnlyFigures(message) }
    case 'resync':
      return { state: { kind: 'live', readAt: message.now }, isRefreshWanted: true }
    case 'ended':
      return { state: { ...state, kind: 'ended' }, isRefreshWanted: true }
    case 'lost':
      return { state: { ...state, kind: 'stale' }, isRefreshWanted: false }
  }
}
