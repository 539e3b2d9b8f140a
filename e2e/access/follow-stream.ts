import type { Page } from '@playwright/test'

/** A stream of news read beside the browser, with the browser's own cookies: nothing but the desk ends it. */
export type FollowedStream = {
  status: number
  /** Names of the events, in order. */
  events: string[]
  /** All that was said, as it came. */
  said: () => string
  /** Resolves with the time at which the desk closed it. */
  closed: Promise<number>
  stop: () => void
}

/** Opens the stream that a page of this person would open, and reads it until it ends. */
export async function followStream(page: Page, deskUrl: string): Promise<FollowedStream> {
  const cookies = await page.context().cookies()
  const leaving = new AbortController()
  const response = await fetch(`${deskUrl}/api/live`, { headers: { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') }, signal: leaving.signal })
  const events: string[] = []
  const chunks: string[] = []
  const closed = readEvents(response, events, chunks).catch(() => performance.now())
  return { status: response.status, events, said: () => chunks.join(''), closed, stop: () => leaving.abort() }
}

async function readEvents(response: Response, events: string[], chunks: string[]): Promise<number> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    chunks.push(read.value)
    events.push(...[...read.value.matchAll(/^event: (\w+)$/gm)].map(([, name]) => name ?? ''))
  }
  return performance.now()
}
