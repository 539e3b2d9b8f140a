import type { EventPage } from '../../protocol/events.ts'
import { PROTOCOL_VERSION } from '../../protocol/version.ts'
import type { Core } from '../carry-out/core.ts'
import { dropEventsUntil, eventsAfter } from '../journal/journal-events.ts'

export const WAIT_SECONDS_MAX = 25

export type EventsAsked = { after: number; journal: string | null; wait: number }

/**
 * Events after a number, as soon as there are any, at the latest after `wait` seconds. Asking for what comes after N
 * says that N is stored; a desk that speaks of another journal (or of none) has stored nothing of this one.
 */
export async function waitForEvents(core: Core, asked: EventsAsked, signal: AbortSignal): Promise<EventPage> {
  const isThisJournal = asked.journal === core.journal.id
  const after = isThisJournal ? asked.after : 0
  if (isThisJournal) dropEventsUntil(core.journal, after)

  let events = eventsAfter(core.journal, after)
  if (events.length === 0 && asked.wait > 0) {
    await nextEvent(core, Math.min(asked.wait, WAIT_SECONDS_MAX) * 1000, signal)
    events = eventsAfter(core.journal, after)
  }
  return { protocol: PROTOCOL_VERSION, journal: core.journal.id, at: core.now().toISOString(), events }
}

function nextEvent(core: Core, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      stopListening()
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    const stopListening = core.journal.onEvent(done)
    signal.addEventListener('abort', done)
    if (signal.aborted) done()
  })
}
