import type { LockState } from '../relay-locks/relay-lock.ts'
import type { StoryEntry } from '../audit/story-records.ts'

const WAY = ['locked', 'notified', 'answered', 'accepted', 'guarded-unlock', 'open'] as const

export type StateMark = { state: LockState; is: 'done' | 'now' | 'ahead'; at: Date | null }

/**
 * The state line of a lock: which states it has behind it, with the time it last came to each, where it stands, what
 * lies ahead. A lifted or ended lock shows how far it had come, and its end.
 */
export function stateLine(state: LockState, story: StoryEntry[]): StateMark[] {
  const cameTo = (wanted: string) => story.find((entry) => entry.kind === 'relay-lock' && entry.to === wanted)?.at ?? null
  const here = WAY.findIndex((one) => one === state)
  if (here >= 0) return WAY.map((one, index) => ({ state: one, is: index < here ? 'done' : index === here ? 'now' : 'ahead', at: index <= here ? cameTo(one) : null }))
  const behind = WAY.filter((one) => cameTo(one) !== null).map((one) => ({ state: one, is: 'done' as const, at: cameTo(one) }))
  return [...behind, { state, is: 'now', at: cameTo(state) }]
}
