import type { TraceLine, TraceQuery } from '../../protocol/trace.ts'
import type { Core } from '../carry-out/core.ts'
import { AgentRefusal } from '../refusal.ts'
import { ourActs } from '../journal/journal-our-acts.ts'

export type TraceDesk = {
  /** Begins a search; it goes on only as far as its lines are taken, and ends when `signal` does. Refuses `busy`. */
  begin(query: TraceQuery, signal: AbortSignal): AsyncIterable<TraceLine>
}

/** More would take memory and processor from the host's mail. */
const AT_ONCE_MAX = 2
const LIMIT_MS = 30_000

/** Takes the desk's questions for mail, at most two at once. */
export function makeTraceDesk(core: Core): TraceDesk {
  let running = 0
  return {
    begin(query, signal) {
      if (running >= AT_ONCE_MAX) throw new AgentRefusal('busy', `${AT_ONCE_MAX} searches run already`)
      running++
      return trace(core, query, signal, () => running--)
    },
  }
}

async function* trace(core: Core, query: TraceQuery, signal: AbortSignal, onEnd: () => void): AsyncGenerator<TraceLine> {
  try {
    yield* core.host.trace(query, { ourActs: (id) => ourActs(core.journal, id), limitMs: LIMIT_MS, signal })
  } finally {
    onEnd()
  }
}
