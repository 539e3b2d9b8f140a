import { expect, test } from '@playwright/test'
import { runningDesk } from './desk.ts'

test('a browser that asks for the icon by its old name gets it', async ({ request }) => {
  const icon = await request.get(`${runningDesk().url}/favicon.ico`)
  expect([icon.status(), icon.headers()['content-type']]).toEqual([200, 'image/svg+xml'])
})

test('a person who opens the desk for the first time is asked to sign in', async ({ page }) => {
  const { url } = runningDesk()
  await page.goto(url)
  await expect(page).toHaveURL(/\/login/)
  await expect(page.getByRole('textbox').first()).toBeVisible()
})
