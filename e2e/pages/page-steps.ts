import { expect, type Page } from '@playwright/test'
import type { Messages } from '../../lib/i18n/messages.ts'

type Name = string | RegExp

/** A message with arguments as a pattern: what stands between them, in this order. */
export function saying(message: string): RegExp {
  const literals = ['']
  let depth = 0
  for (const character of message) {
    if (character === '{') depth += 1
    if (depth === 0) literals[literals.length - 1] += character
    if (character !== '}') continue
    depth -= 1
    if (depth === 0) literals.push('')
  }
  return new RegExp(literals.map((literal) => literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*'))
}

/** Presses a button of the page; what it opens is waited for. */
export async function openBy(page: Page, button: Name): Promise<void> {
  await page.getByRole('button', { name: button, exact: typeof button === 'string' }).first().click()
  await expect(page.getByRole('dialog').or(page.getByRole('menu')).first()).toBeVisible()
}

/** Chooses from a menu; what that opens is waited for. */
export async function openFromMenu(page: Page, menu: Name, item: Name): Promise<void> {
  await openBy(page, menu)
  await page.getByRole('menuitem', { name: item }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
}

/** The palette, with hits of every kind. */
export async function openPalette(page: Page, words: Messages, query: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: words.frame.search.label }).fill(query)
  await expect(page.getByRole('option').first()).toBeVisible()
}

/** A trace that has ended, whoever has answered: then it can be asked anew. */
export async function traceDone(page: Page, words: Messages): Promise<void> {
  await expect(page.getByRole('button', { name: words.trace.again }).or(page.getByRole('button', { name: words.portal.trace.again })).first()).toBeVisible({ timeout: 20_000 })
}
