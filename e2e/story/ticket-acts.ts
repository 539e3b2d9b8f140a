import { expect, type Page } from '@playwright/test'

/** Opens the ticket of an account from the list of tickets. */
export async function openTicket(page: Page, deskUrl: string, account: string): Promise<void> {
  await page.goto(`${deskUrl}/support/tickets`)
  await page.getByRole('link', { name: account }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(account)
}

/** Presses the next act of a ticket and confirms it; the dialog is closed when the act is done. */
export async function doAct(page: Page, act: RegExp, confirm: RegExp): Promise<void> {
  await page.getByRole('button', { name: act }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: confirm }).click()
  await expect(dialog).toBeHidden()
}

/** Answers in the portal, as the page that the notice's link leads to has it: in German, on a phone. */
export async function answer(page: Page, answers: Partial<Record<1 | 2 | 3, string>>): Promise<void> {
  for (const [question, text] of Object.entries(answers)) {
    if (question === '3') await page.getByRole('radio', { name: /Ja, leer/ }).check()
    else await page.getByRole('textbox').nth(Number(question) - 1).fill(text)
  }
  await page.getByRole('button', { name: answers[3] === undefined ? /senden, was da ist/ : 'Antworten senden' }).click()
  await expect(page.getByText(/^Danke\./).first()).toBeVisible()
}
