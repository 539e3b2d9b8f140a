import { expect, type Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import { MESSAGES, type Messages } from '../../lib/i18n/messages.ts'
import type { Known, PageCase } from './page-cases.ts'
import type { PageLanguage } from './sign-in.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
type Axe = { run: (what: Document | NodeList, options: RunOptions) => Promise<AxeResults> }
const WIDTHS = [1440, 390] as const
/** All rules but those for parts of a page; colours are the only thing that a dark page has of its own. */
const EVERY_RULE: RunOptions = { resultTypes: ['violations'], preload: false }
const CONTRAST: RunOptions = { resultTypes: ['violations'], preload: false, runOnly: ['color-contrast', 'link-in-text-block'] }

/** What a browser complains of while a page is open; requests that end because the page is left are no complaint. */
export function listenForTrouble(page: Page): () => string[] {
  const told: { words: string; of?: string }[] = []
  // How a page itself answers is for its case to expect, also when it is read anew while it is open.
  const refused = new Set<string>()
  page.on('pageerror', (error) => told.push({ words: `error thrown: ${error.message}` }))
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? ''
    if (why !== 'net::ERR_ABORTED') told.push({ words: `${request.url()} failed: ${why}` })
  })
  page.on('response', (response) => {
    if (response.status() < 400) return
    if (response.request().isNavigationRequest()) refused.add(withoutQuery(response.url()))
    else told.push({ words: `${response.url()} answered ${response.status()}`, of: response.url() })
  })
  page.on('console', (message) => {
    const words = message.text()
    if (message.type() === 'error') told.push({ words: `console: ${words} ${message.location().url}`, ...(words.startsWith('Failed to load resource') && { of: message.location().url || page.url() }) })
  })
  return () => told.splice(0).filter(({ of }) => of === undefined || !refused.has(withoutQuery(of))).map(({ words }) => words)
}

function withoutQuery(address: string): string {
  return address.split('?')[0] ?? ''
}

/** Opens a case's page and looks at it; complaints name the page, the state, the width and the look. */
export async function walkCase(page: Page, url: string, one: PageCase, known: Known, language: PageLanguage, trouble: () => string[]): Promise<string[]> {
  const path = typeof one.path === 'string' ? one.path : one.path(known)
  const found = await openCase(page, url + path, one, MESSAGES[language]).then(() => lookAllWays(page, language)).catch((error: unknown) => [String(error).slice(0, 400)])
  return [...found, ...trouble()].map((complaint) => `${path}${one.open ? ' (opened)' : ''} ${language}: ${complaint}`)
}

async function openCase(page: Page, address: string, { status, heading, open }: PageCase, words: Messages): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.emulateMedia({ colorScheme: 'light' })
  const answer = await page.goto(address)
  expect(answer?.status()).toBe(status ?? 200)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading(words))
  await open?.(page, words)
}

/** What axe looks at in each language: all rules once at both widths, and the dark colours at both, with no look taken twice. */
const LOOKS: Record<PageLanguage, { width: number; colorScheme: 'light' | 'dark'; options: RunOptions }[]> = {
  en: [
    { width: 1440, colorScheme: 'light', options: EVERY_RULE },
    { width: 1440, colorScheme: 'dark', options: CONTRAST },
    { width: 390, colorScheme: 'light', options: EVERY_RULE },
  ],
  de: [{ width: 390, colorScheme: 'dark', options: EVERY_RULE }],
}

/**
 * Looks at what is open, wide and on a phone, light and dark: axe finds nothing, nothing makes the page scroll sideways,
 * no word is cut off.
 *
 * @returns what was found, with the width and the look
 */
export async function lookAllWays(page: Page, language: PageLanguage): Promise<string[]> {
  const found: string[] = []
  await page.evaluate(AXE)
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 900 })
    found.push(...(await whatStaysCutOff(page)).map((complaint) => `at ${width} px: ${complaint}`))
    for (const { colorScheme, options } of LOOKS[language].filter((look) => look.width === width)) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      found.push(...(await runAxe(page, options)).map((complaint) => `at ${width} px, ${colorScheme}: ${complaint}`))
    }
  }
  return found
}

/** A page that was just given another width takes a moment to lay itself out; what is wrong after it is told. */
async function whatStaysCutOff(page: Page): Promise<string[]> {
  const atOnce = await page.evaluate(cutOff)
  if (atOnce.length === 0) return []
  await expect.poll(() => page.evaluate(cutOff), { timeout: 1000 }).toEqual([]).catch(() => undefined)
  return page.evaluate(cutOff)
}

async function runAxe(page: Page, options: RunOptions): Promise<string[]> {
  const { violations } = await page.evaluate((given) => {
    // The page behind a dialog has a case of its own.
    const dialogs = document.querySelectorAll('[role=dialog]')
    return (window as unknown as { axe: Axe }).axe.run(dialogs.length > 0 ? dialogs : document, given)
  }, options)
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`)
}

/** Runs in the page: sideways scroll, and words that end at an edge with nothing that shows the rest. */
function cutOff(): string[] {
  const found: string[] = []
  const beyond = document.documentElement.scrollWidth - window.innerWidth
  if (beyond > 0) found.push(`scrolls sideways by ${beyond} px`)
  for (const element of document.querySelectorAll<HTMLElement>('h1, h2, h3, p, span, a, button, td, th, label, legend, li, dt, dd')) {
    const { overflowX } = getComputedStyle(element)
    const isCut = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1 && (overflowX === 'hidden' || overflowX === 'clip')
    const words = element.textContent?.trim() ?? ''
    if (isCut && words !== '' && !element.closest('[title]') && !element.querySelector('[title]')) found.push(`cut off without a way to read it: „${words.slice(0, 60)}“`)
  }
  return found
}
