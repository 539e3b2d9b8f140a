import { habitOf, loadHour, saveHour } from '../journal/journal-counters.ts'
import { emptyHour, habitSince, hourOf } from '../limits/count-hours.ts'
import type { AccountState, Core } from './core.ts'

/** Makes the hour of `at` the account's current one; the one before is written down, so that nothing of it is lost. */
export function enterHour(core: Core, state: AccountState, at: Date): void {
  if (state.hour.start !== '' && at.getTime() - Date.parse(state.hour.start) < 3_600_000) return

  const start = hourOf(at)
  if (state.hour.start === start) return
  if (state.hour.start !== '') saveHour(core.journal, state.name, state.hour.start, state.hour.tally)
  state.hour = { start, tally: loadHour(core.journal, state.name, start) ?? emptyHour() }
  state.habit = habitOf(core.journal, state.name, habitSince(at), start)
}
