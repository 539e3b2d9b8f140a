type Csv = {
  /** Without date and ending. */
  name: string
  lines: AsyncGenerator<string>
  /** Whether the one who asked may still read on; asked before every read. */
  mayReadOn: () => Promise<boolean>
  now: Date
}

/**
 * Sends lines as a CSV file, each read when the one who asked has room for it, so that no number of rows fills the
 * memory. Whose access ends meanwhile gets no further line: the transfer breaks off, so that the file does not look whole.
 */
export function csvResponse({ name, lines, mayReadOn, now }: Csv): Response {
  const encoder = new TextEncoder()
  const body = new ReadableStream({
    async pull(controller) {
      if (!(await mayReadOn())) {
        await lines.return(undefined)
        return controller.error(new Error('access ended while the file was read'))
      }
      const { value, done } = await lines.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    cancel: () => void lines.return(undefined),
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}-${now.toISOString().slice(0, 10)}.csv"`,
      'cache-control': 'private, no-store',
    },
  })
}
