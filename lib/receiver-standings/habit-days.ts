import type { ReceiverMove } from '../audit/receiver-move-records.ts'
import type { Attempts } from '../deliveries/habit.ts'
import { untroubledDays } from './untroubled-days.ts'

/**
 * The days that make a habit: those without trouble. Where a person accepted a new normal, what was met then and the days
 * that began after it; all before is history.
 *
 * @param moves of this pair, oldest first
 */
export function habitDays(days: (Attempts & { start: Date })[], moves: ReceiverMove[], now: Date): Attempts[] {
  const last = moves.findLastIndex(({ evidence }) => evidence.accepted !== undefined)
  const accepted = moves[last]
  if (!accepted?.evidence.accepted) return untroubledDays(days, moves, now)
  return [accepted.evidence.accepted, ...untroubledDays(days.filter(({ start }) => start > accepted.at), moves.slice(last + 1), now)]
}
