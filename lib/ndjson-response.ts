type Ndjson = {
  lines: AsyncGenerator<object>
  /** Whether the one who asked may still read on; asked at most once a second. */
  mayReadOn: () => Promise<boolean>
  /** Told once, when the answer is over, however it ended. */
  onEnd: () => void
}

const TRUST_MS = 1000

/**
 * Sends objects as lines of JSON, each when it is there and the one who asked has room for it. Whose access ends
 * meanwhile gets no further line, and what fails sends none: the transfer breaks off, so that it does not look whole.
 */
export function ndjsonResponse({ lines, mayReadOn, onEnd }: Ndjson): Response {
  const encoder = new TextEncoder()
  let trustedUntil = 0
  const isTrusted = async () => {
    if (performance.now() < trustedUntil) return true
    if (!(await mayReadOn())) return false
    trustedUntil = performance.now() + TRUST_MS
    return true
  }
  const body = new ReadableStream({
    async pull(controller) {
      try {
        const { value, done } = await lines.next()
        if (done) {
          onEnd()
          return controller.close()
        }
        if (!(await isTrusted())) throw new Error('access ended while the answer was read')
        controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`))
      } catch (error) {
        onEnd()
        void lines.return(undefined).catch(() => undefined)
        controller.error(error)
      }
    },
    cancel() {
      onEnd()
      void lines.return(undefined).catch(() => undefined)
    },
  })
  return new Response(body, { headers: { 'content-type': 'application/x-ndjson; charset=utf-8', 'cache-control': 'private, no-store, no-transform', 'x-accel-buffering': 'no' } })
}
