import { expect, type Browser, type Page } from '@playwright/test'

/** Signs a person in, in a browser of his own. */
export async function signIn(browser: Browser, url: string, person: { email: string; password: string }): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
  const page = await context.newPage()
  await page.goto(`${url}/login`)
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByLabel('Password', { exact: true }).fill(person.password)
  await page.getByRole('button', { name: /Sign in/ }).click()
  await expect(page).not.toHaveURL(/login/)
  return page
}

/** Opens the link of a notice on a phone, as the customer does, and says yes. */
export async function openNoticeLink(browser: Browser, link: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'de-DE' })
  const page = await context.newPage()
  await page.goto(link)
  await page.getByRole('main').getByRole('button').first().click()
  await expect(page).toHaveURL(/\/portal$/)
  await page.locator('a[href*="/portal/tickets/"]').first().click()
  await expect(page).toHaveURL(/\/portal\/tickets\/\d+/)
  return page
}

/** A burst crosses two limits within milliseconds; its story names the one whose line the host reads first. */
export const CROSSED = ['Locked: mail piles up undeliverable', 'Locked: far more recipients than usual']

/**
 * What the timeline of a page says, oldest first. Left out are mails taken out of delivery: they may be told at any
 * moment beside the rest.
 */
export async function readTimeline(page: Page): Promise<string[]> {
  const entries = page.getByRole('list', { name: 'Story' }).getByRole('listitem').locator('strong')
  await expect(entries.first()).toBeVisible()
  const titles = await entries.allInnerTexts()
  return titles.filter((title) => !title.includes('taken out of delivery')).reverse()
}
