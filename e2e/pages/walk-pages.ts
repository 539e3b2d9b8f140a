import AxeBuilder from '@axe-core/playwright'
import { expect, type Browser, type Page } from '@playwright/test'
import { STAFF_PASSWORD, type PersonName } from './filled-desk.ts'

export type PageLanguage = 'en' | 'de'

/** Signs one of the staff in, with the desk in this language. */
export async function signInStaff(browser: Browser, url: string, person: PersonName, language: PageLanguage): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: language === 'de' ? 'de-DE' : 'en-GB', timezoneId: 'Europe/Berlin' })
  const page = await context.newPage()
  await page.goto(`${url}/login`)
  await page.getByRole('textbox', { name: /E-Mail/i }).fill(`${person}@muster-hosting.example`)
  await page.getByLabel(/^(Password|Passwort)$/).fill(STAFF_PASSWORD)
  await page.getByRole('button', { name: /Sign in|Anmelden/ }).click()
  await expect(page).not.toHaveURL(/login/)
  if ((await page.locator('html').getAttribute('lang')) !== language) {
    await page.getByRole('button', { name: language === 'de' ? 'Deutsch' : 'English' }).first().click()
    await expect(page.locator('html')).toHaveAttribute('lang', language)
  }
  return page
}

/**
 * Looks at the page that is open, light and dark, wide and on a phone: axe finds nothing, nothing makes the page scroll
 * sideways.
 */
export async function lookAllWays(page: Page): Promise<void> {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 900 })
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(beyond, `${page.url()} scrolls sideways at ${width} px`).toBeLessThanOrEqual(0)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      // One frame each: the legacy mode saves opening a page of axe's own for every look.
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`)
      expect(found, `${page.url()} at ${width} px, ${colorScheme}`).toEqual([])
    }
  }
}
