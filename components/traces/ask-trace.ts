import { foundLine, traceRefusals, type FoundLine, type TraceRefusal } from '../../lib/traces/found-line.ts'
import type { TraceQuestion } from '../../lib/traces/trace.ts'

/** The desk did not let the question in. */
export class TraceRefused extends Error {
  readonly why: TraceRefusal

  constructor(why: TraceRefusal) {
    super(`trace refused: ${why}`)
    this.name = 'TraceRefused'
    this.why = why
  }
}

/** Asks the desk and gives the lines of its answer, as many at a time as have come. Throws TraceRefused, and whatever a broken line throws. */
export async function* askTrace(question: TraceQuestion, signal: AbortSignal): AsyncGenerator<FoundLine[]> {
  const response = await fetch('/api/trace', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(question), signal })
  if (!response.ok || !response.body) throw new TraceRefused(await whyRefused(response))
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const texts = (rest + read.value).split('\n')
    rest = texts.pop() ?? ''
    if (texts.length > 0) yield texts.map((text) => foundLine.parse(JSON.parse(text)))
  }
}

async function whyRefused(response: Response): Promise<TraceRefusal> {
  const said: unknown = await response.json().catch(() => null)
  const why = said !== null && typeof said === 'object' && 'why' in said ? said.why : null
  return traceRefusals.find((one) => one === why) ?? (response.status === 404 ? 'signed-out' : 'unavailable')
}
