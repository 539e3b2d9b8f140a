import { AgentCallError, type AgentCallCode } from '../agent-client/agent-call-error.ts'
import type { TraceLine, TracedMessage, TraceQuery } from '../protocol/trace.ts'
import type { HostOutcome } from './found-line.ts'

export type HostSays<Host> =
  | { kind: 'message'; host: Host; message: TracedMessage }
  | { kind: 'host'; host: Host; outcome: HostOutcome; logsSince: string | null; unreadFiles: string[]; isCut: boolean }

export type Asking<Host> = {
  /** In the order in which they are asked: those that answer surely first. */
  hosts: readonly Host[]
  /** All of them are asked of each host, one after the other. */
  queries: readonly TraceQuery[]
  ask: (host: Host, query: TraceQuery, signal: AbortSignal) => AsyncIterable<TraceLine>
  /** How long one host may take over one query. */
  timeLimitMs: (host: Host) => number
  atOnceMax: number
  signal: AbortSignal
}

/**
 * Asks many hosts at once and gives what each says as it comes, at last how it went with each. Nothing that one host
 * does or leaves keeps another's answer back. Leaving the loop, or `signal`, ends every search on the hosts.
 */
export async function* askHosts<Host>({ hosts, queries, ask, timeLimitMs, atOnceMax, signal }: Asking<Host>): AsyncGenerator<HostSays<Host>> {
  const leaving = new AbortController()
  const ended = AbortSignal.any([signal, leaving.signal])
  const desk = makeHandover<HostSays<Host>>()
  const waiting = [...hosts]

  const askOne = async (host: Host) => {
    let logsSince: string | null = null
    let isCut = false
    const unread = new Set<string>()
    const done = (outcome: HostOutcome) => desk.put({ kind: 'host', host, outcome, logsSince, unreadFiles: [...unread], isCut })
    for (const query of queries) {
      const limit = AbortSignal.timeout(timeLimitMs(host))
      let hasBegun = false
      let hasEnded = false
      try {
        for await (const line of ask(host, query, AbortSignal.any([ended, limit]))) {
          hasBegun = true
          if (line.kind === 'message') await desk.put({ kind: 'message', host, message: line.message })
          else {
            hasEnded = true
            logsSince = line.logsSince
            isCut ||= line.isCut
            for (const file of line.unreadFiles) unread.add(file)
          }
        }
      } catch (error) {
        if (!ended.aborted) await done(limit.aborted ? 'timeout' : outcomeOf(error, hasBegun))
        return
      }
      if (!hasEnded) return ended.aborted ? undefined : done('broken')
    }
    await done('answered')
  }
  const work = async () => {
    for (let host = waiting.shift(); host !== undefined && !ended.aborted; host = waiting.shift()) await askOne(host)
  }

  const all = Promise.all(Array.from({ length: Math.min(atOnceMax, hosts.length) }, work)).then(desk.close, desk.fail)
  ended.addEventListener('abort', desk.close, { once: true })
  try {
    yield* desk.taken()
  } finally {
    leaving.abort()
    desk.close()
    await all
  }
}

const OUTCOMES: Partial<Record<AgentCallCode, HostOutcome>> = {
  unreachable: 'unreachable', timeout: 'timeout', busy: 'busy', 'not-found': 'cannot', 'not-capable': 'cannot', 'protocol-mismatch': 'cannot',
  'wrong-identity': 'wrong-identity', 'not-authorised': 'wrong-identity', 'bad-answer': 'broken',
}

function outcomeOf(error: unknown, hasBegun: boolean): HostOutcome {
  if (!(error instanceof AgentCallError)) throw error
  const outcome = OUTCOMES[error.code] ?? 'failed'
  return hasBegun && outcome === 'unreachable' ? 'broken' : outcome
}

/** Hands things from many to one, each waiting until its thing was taken, so that a slow reader fills no memory. */
function makeHandover<T>() {
  const offers: { thing: T; taken: () => void }[] = []
  let isClosed = false
  let failure: { error: unknown } | null = null
  let wake = () => {}

  const close = () => {
    isClosed = true
    for (const { taken } of offers) taken()
    wake()
  }
  return {
    put: (thing: T): Promise<void> =>
      new Promise((taken) => {
        if (isClosed) return taken()
        offers.push({ thing, taken })
        wake()
      }),
    close,
    fail: (error: unknown) => {
      failure = { error }
      close()
    },
    async *taken(): AsyncGenerator<T> {
      while (true) {
        const offer = offers.shift()
        if (offer) {
          try {
            yield offer.thing
          } finally {
            offer.taken()
          }
        } else if (failure) throw failure.error
        else if (isClosed) return
        else await new Promise<void>((resolve) => (wake = resolve))
      }
    },
  }
}
