/** What a key does to the list. */
export type ListKey = { does: 'move'; to: number } | { does: 'open' } | { does: 'snooze' } | { does: 'nothing' }

export type ListPress = { key: string; isTaken: boolean; isElsewhere: boolean; isOnControl: boolean }

/**
 * Reads one key for a list with `chosen` of `count` rows. Enter on a link or button is that control's own; elsewhere
 * it opens the chosen row. The ends of the list are ends: j on the last row stays there.
 */
export function listKey({ key, isTaken, isElsewhere, isOnControl }: ListPress, { chosen, count }: { chosen: number; count: number }): ListKey {
  if (isTaken || isElsewhere || count === 0) return { does: 'nothing' }
  if (key === 'j') return { does: 'move', to: Math.min(chosen + 1, count - 1) }
  if (key === 'k') return { does: 'move', to: Math.max(chosen - 1, 0) }
  if (key === 'z') return { does: 'snooze' }
  if (key === 'Enter' && !isOnControl) return { does: 'open' }
  return { does: 'nothing' }
}
