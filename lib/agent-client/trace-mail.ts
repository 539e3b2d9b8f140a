import type { IncomingMessage } from 'node:http'
import type { RequestOptions } from 'node:https'
import { traceLine, type TraceLine, type TraceQuery } from '../protocol/trace.ts'
import { AgentCallError } from './agent-call-error.ts'
import { asCallError, openCall, parseAnswer, readText, refusalFrom } from './call-agent.ts'

/** An agent ends a search by itself after 30 s. */
const TIMEOUT_MS = 45_000
/** The longest message the protocol allows is shorter. */
const LINE_BYTES_MAX = 16_000_000
const NEWLINE = 0x0a

/**
 * Asks one agent where a mail is, and gives its lines as they come; the last one is `end`. Leaving the loop, or `signal`,
 * ends the search on the host. Throws AgentCallError, also when the answer breaks off before `end`.
 */
export async function* traceMail(url: URL, tls: RequestOptions, query: TraceQuery, options: { signal?: AbortSignal } = {}): AsyncGenerator<TraceLine> {
  const limit = AbortSignal.timeout(TIMEOUT_MS)
  const signal = options.signal ? AbortSignal.any([options.signal, limit]) : limit
  try {
    const response = await openCall(url, tls, { method: 'POST', path: '/v1/trace', body: query }, signal)
    const status = response.statusCode ?? 0
    if (status !== 200) throw refusalFrom(status, await readText(response))
    for await (const text of linesOf(response)) {
      const line = parseAnswer(traceLine, text)
      yield line
      if (line.kind === 'end') return
    }
    throw new AgentCallError('unreachable', 'the answer broke off')
  } catch (error) {
    throw asCallError(error, { isTimeout: limit.aborted, isAborted: options.signal?.aborted ?? false })
  }
}

async function* linesOf(response: IncomingMessage): AsyncGenerator<string> {
  let held: Buffer[] = []
  let heldBytes = 0
  for await (const piece of response) {
    const chunk = piece as Buffer
    let from = 0
    for (let to = chunk.indexOf(NEWLINE); to >= 0; to = chunk.indexOf(NEWLINE, from)) {
      yield Buffer.concat([...held, chunk.subarray(from, to)]).toString('utf8')
      held = []
      heldBytes = 0
      from = to + 1
    }
    held.push(chunk.subarray(from))
    heldBytes += chunk.length - from
    if (heldBytes > LINE_BYTES_MAX) throw new AgentCallError('bad-answer', 'the answer is too large')
  }
}
