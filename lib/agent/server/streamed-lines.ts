import { once } from 'node:events'
import type { ServerResponse } from 'node:http'

/** An answer that is sent as it comes, one JSON object a line (NDJSON). */
export class StreamedLines {
  readonly lines: AsyncIterable<unknown>

  constructor(lines: AsyncIterable<unknown>) {
    this.lines = lines
  }
}

/**
 * Sends the lines no faster than they are taken. When the caller goes away no further line is asked for; when a line
 * fails the answer breaks off, so that nobody takes it for a whole one.
 */
export async function sendLines(response: ServerResponse, { lines }: StreamedLines, headers: Record<string, string>): Promise<void> {
  response.writeHead(200, { ...headers, 'content-type': 'application/x-ndjson' })
  response.flushHeaders()
  try {
    for await (const line of lines) {
      if (response.destroyed) return
      if (!response.write(`${JSON.stringify(line)}\n`)) await drained(response)
    }
    response.end()
  } catch (error) {
    // Whoever asked has gone, and what he asked for was ended for it.
    if (response.destroyed) return
    response.destroy()
    throw error
  }
}

async function drained(response: ServerResponse): Promise<void> {
  const ending = new AbortController()
  const { signal } = ending
  try {
    await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })])
  } finally {
    ending.abort()
  }
}
