import { expect, test } from '@playwright/test'
import { runningDesk } from './desk.ts'

test('a person who opens the desk for the first time is asked to sign in', async ({ page }) => {
  const { url } = runningDesk()
  await page.goto(url)
  await expect(page).toHaveURL(/\/login/)
  await expect(page.getByRole('textbox').first()).toBeVisible()
})
