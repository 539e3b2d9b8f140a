import type { Calendar } from '../past/moved-clock.ts'
import type { Scene } from './past.ts'

/** All that happens in the story; it is lived through in the order of the times. */
export function scenesOf(_calendar: Calendar): Scene[] {
  return []
}
