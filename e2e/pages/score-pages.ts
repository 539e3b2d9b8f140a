import type { Browser } from '@playwright/test'
import lighthouse, { type Flags } from 'lighthouse'

export type ScoredPage = { path: string; score: number; findings: string[] }
type AskedPage = { url: string; path: string; cookie: string }

/** The live connection of a page never ends, so that its network is never quiet: looked at after so long at the latest. */
const LOADED_WITHIN_MS = 2500

/** Lighthouse's accessibility score of pages, in a Chromium that listens on this port; each signed in by its cookie. */
export async function scorePages(port: number, pages: AskedPage[]): Promise<ScoredPage[]> {
  const scored: ScoredPage[] = []
  for (const { url, path, cookie } of pages) {
    const flags: Flags = {
      port, onlyCategories: ['accessibility'], output: 'json', logLevel: 'error', formFactor: 'desktop', throttlingMethod: 'provided',
      screenEmulation: { disabled: true }, maxWaitForLoad: LOADED_WITHIN_MS, disableFullPageScreenshot: true, skipAboutBlank: true, extraHeaders: { Cookie: cookie },
    }
    const { lhr } = (await lighthouse(url + path, flags)) ?? {}
    if (!lhr || lhr.runtimeError) throw new Error(`Lighthouse could not look at ${path}: ${lhr?.runtimeError?.message ?? 'no result'}`)
    if (new URL(lhr.finalDisplayedUrl).pathname !== path) throw new Error(`${path} led to ${lhr.finalDisplayedUrl}`)
    const faults = Object.values(lhr.audits).filter((audit) => audit.score !== null && audit.score < 1 && audit.scoreDisplayMode === 'binary')
    scored.push({ path, score: Math.round((lhr.categories.accessibility?.score ?? 0) * 100), findings: faults.map(({ id, title }) => `${id}: ${title}`) })
  }
  return scored
}

/** What a browser that is signed in sends along. */
export async function cookieOf(context: ReturnType<Browser['contexts']>[number]): Promise<string> {
  return (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
}
