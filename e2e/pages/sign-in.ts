import { expect, type Browser, type Page } from '@playwright/test'
import { CUSTOMER_LOGINS, STAFF_PASSWORD, type PersonName } from './filled-desk.ts'
import type { Walker } from './page-cases.ts'

export type PageLanguage = 'en' | 'de'

/** Signs one of the staff in, with the desk in this language. */
export async function signInStaff(browser: Browser, url: string, person: PersonName, language: PageLanguage): Promise<Page> {
  return signInAs(browser, url, `${person}@muster-hosting.example`, language)
}

/** The page of a walker: signed in, or for a visitor not. */
export async function walkIn(browser: Browser, url: string, who: Walker, language: PageLanguage): Promise<Page> {
  if (who === 'visitor') return openPage(browser, language)
  return who in CUSTOMER_LOGINS ? signInAs(browser, url, CUSTOMER_LOGINS[who as keyof typeof CUSTOMER_LOGINS].email, language) : signInStaff(browser, url, who as PersonName, language)
}

async function openPage(browser: Browser, language: PageLanguage): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 }, locale: language === 'de' ? 'de-DE' : 'en-GB', timezoneId: 'Europe/Berlin', reducedMotion: 'reduce',
  })
  return context.newPage()
}

async function signInAs(browser: Browser, url: string, email: string, language: PageLanguage): Promise<Page> {
  const page = await openPage(browser, language)
  await page.goto(`${url}/login`)
  await page.getByRole('textbox', { name: /E-Mail/i }).fill(email)
  await page.getByLabel(/^(Password|Passwort)$/).fill(STAFF_PASSWORD)
  await page.getByRole('button', { name: /Sign in|Anmelden/ }).click()
  await expect(page).not.toHaveURL(/login/)
  if ((await page.locator('html').getAttribute('lang')) !== language) {
    await page.getByRole('button', { name: language === 'de' ? 'Deutsch' : 'English' }).first().click()
    await expect(page.locator('html')).toHaveAttribute('lang', language)
  }
  return page
}
