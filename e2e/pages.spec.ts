import { expect, test } from '@playwright/test'
import { randomUUID } from 'node:crypto'
import { lockMade } from '../lib/cases/story-for-tests.ts'
import { BAKER, fillDesk, LAW_FIRM, STRANGER } from './pages/fill-desk.ts'
import { hostTells, type FilledDesk, type PersonName } from './pages/filled-desk.ts'
import { lookAllWays, signInStaff, type PageLanguage } from './pages/walk-pages.ts'
import { startStoryDesk, type StoryDesk } from './story/story-desk.ts'

let desk: StoryDesk
let filled: FilledDesk

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  test.setTimeout(240_000)
  // Without a worker: it would send by today's clock what the story sends by its own.
  desk = await startStoryDesk({ workers: 0 })
  filled = await fillDesk(desk.db, desk.secret, new Date())
})

test.afterAll(async () => {
  await desk?.stop()
})

const account = (name: string) => `/support/accounts/${encodeURIComponent(name)}`
type Walk = { path: string; heading: Record<PageLanguage, string | RegExp> }
const WALKS: Record<Extract<PersonName, 'lead' | 'manager'>, Walk[]> = {
  lead: [
    { path: '/support/accounts', heading: { en: 'Accounts', de: 'Konten' } },
    { path: '/support/accounts?show=nobody&q=nothing-like-this', heading: { en: 'Accounts', de: 'Konten' } },
    { path: account(BAKER), heading: { en: BAKER, de: BAKER } },
    { path: `${account(STRANGER)}?period=24h&show=lock`, heading: { en: STRANGER, de: STRANGER } },
    { path: '/support/customers', heading: { en: 'Customers', de: 'Kunden' } },
    { path: '/support/customers/10417', heading: { en: 'Bäckerei Muster', de: 'Bäckerei Muster' } },
    { path: '/support/customers/10982/limits', heading: { en: /^Limits of TSV/, de: /^Grenzen von TSV/ } },
    { path: '/support/incidents', heading: { en: 'Incidents', de: 'Vorfälle' } },
    { path: '/support/incidents/7', heading: { en: /^Relay abuse through one account of customer 10417 Bäckerei/, de: /^Missbrauch über ein Konto von Kunde 10417 Bäckerei/ } },
    { path: '/support/incidents/10', heading: { en: 'mx31 is silent', de: 'mx31 ist stumm' } },
  ],
  manager: [
    { path: '/reports', heading: { en: 'What happened', de: 'Was geschah' } },
    { path: '/reports?span=365d&show=over', heading: { en: 'What happened', de: 'Was geschah' } },
    { path: '/reports/months', heading: { en: 'Months', de: 'Monate' } },
    { path: `/reports/months/${new Date().toISOString().slice(0, 7)}`, heading: { en: /\d{4}$/, de: /\d{4}$/ } },
    { path: '/reports/incidents/6', heading: { en: /of customer 12016$/, de: /von Kunde 12016$/ } },
    { path: '/reports/incidents/7', heading: { en: /of customer 10417$/, de: /von Kunde 10417$/ } },
    { path: '/reports/incidents/10', heading: { en: 'mx31 is silent', de: 'mx31 ist stumm' } },
  ],
}

for (const person of ['lead', 'manager'] as const) {
  for (const language of ['en', 'de'] as const) {
    test(`the ${person} walks through the pages in ${language}, light and dark, wide and on a phone`, async ({ browser }) => {
      test.setTimeout(300_000)
      const page = await signInStaff(browser, desk.url, person, language)
      for (const { path, heading } of WALKS[person]) {
        await page.goto(desk.url + path)
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading[language])
        await lookAllWays(page)
      }
      await page.context().close()
    })
  }
}

test('support says whose account it is, and the customer gets the three questions', async ({ browser }) => {
  const page = await signInStaff(browser, desk.url, 'support', 'en')
  await page.goto(`${desk.url}/support/accounts?show=nobody`)
  await page.getByRole('button', { name: `Whose is it? ${STRANGER}` }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('searchbox', { name: 'Customer' }).fill('kanzlei')
  await dialog.getByRole('radio', { name: /Kanzlei Probe, number 10044/ }).check()
  await dialog.getByRole('button', { name: 'Assign to Kanzlei Probe' }).click()
  await expect(page.getByText('His notice is on its way.')).toBeVisible()
  await expect(page.getByRole('link', { name: STRANGER })).toHaveCount(0)

  await page.goto(desk.url + account(STRANGER))
  await expect(page.getByRole('link', { name: 'Customer 10044' })).toBeVisible()
  await expect(page.getByText('Account belongs to customer 10044')).toBeVisible()
})

test('support locks an account by hand, with the reason kept on its timeline', async ({ browser }) => {
  const page = await signInStaff(browser, desk.url, 'support', 'en')
  await page.goto(desk.url + account(LAW_FIRM))
  await expect(page.getByRole('main').getByText('may send', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Act' }).click()
  await page.getByRole('menuitem', { name: 'Lock relaying …' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Why').fill('password on a list of stolen ones')
  const lock = dialog.getByRole('button', { name: 'Lock and quarantine its mails' })
  await expect(lock).toBeDisabled()
  await dialog.getByLabel(/^Type/).fill(LAW_FIRM)
  await lock.click()
  await expect(page.getByText(/^sending locked since/)).toBeVisible()
  await expect(page.getByText(/password on a list of stolen ones/)).toBeVisible()
})

test('a lead gives a customer limits of his own; for support there is no such page', async ({ browser }) => {
  const lead = await signInStaff(browser, desk.url, 'lead', 'en')
  await lead.goto(`${desk.url}/support/customers/10417`)
  await lead.getByRole('link', { name: 'Change …' }).click()
  await lead.getByLabel('Unknown recipients', { exact: true }).fill('7')
  await lead.getByRole('textbox', { name: 'Why' }).fill('agreed by phone')
  await lead.getByRole('button', { name: 'Save his limits' }).click()
  await expect(lead).toHaveURL(/customers\/10417$/)
  await expect(lead.getByText('7 making 30')).toBeVisible()
  await expect(lead.getByText('agreed by phone').first()).toBeVisible()

  const support = await signInStaff(browser, desk.url, 'support', 'en')
  await support.goto(`${desk.url}/support/customers/10417`)
  await expect(support.getByRole('heading', { level: 1 })).toHaveText('Bäckerei Muster')
  await expect(support.getByRole('link', { name: 'Change …' })).toHaveCount(0)
  expect((await support.goto(`${desk.url}/support/customers/10417/limits`))?.status()).toBe(404)
})

test('a manager reviews an incident without reading a name; one who leads reads names', async ({ browser }) => {
  const manager = await signInStaff(browser, desk.url, 'manager', 'en')
  await manager.goto(`${desk.url}/reports/incidents/7`)
  await manager.getByRole('button', { name: 'Write the review …' }).click()
  const dialog = manager.getByRole('dialog')
  await dialog.getByLabel('Summary').fill('A guessed password; the queue was not empty the first time.')
  await dialog.getByRole('button', { name: 'Add a change' }).click()
  await dialog.getByRole('textbox', { name: 'What changes' }).fill('The notice explains what a mail queue is')
  await dialog.getByRole('checkbox', { name: 'done' }).check()
  await dialog.getByRole('button', { name: 'Save the review' }).click()
  await expect(manager.getByText('The notice explains what a mail queue is')).toBeVisible()
  await expect(manager.getByText(/^Reviewed by IV/)).toBeVisible()

  const html = await (await manager.request.get(`${desk.url}/reports/incidents/7`)).text()
  const csv = await (await manager.request.get(`${desk.url}/reports/incidents/7/csv`)).text()
  expect(csv.split('\n').length).toBeGreaterThan(20)
  for (const told of [html, csv]) for (const word of ['baeckerei', 'Bäckerei', 'Krume', 'hanna']) expect(told).not.toContain(word)

  const lead = await signInStaff(browser, desk.url, 'lead', 'en')
  expect(await (await lead.request.get(`${desk.url}/reports/incidents/7/csv`)).text()).toContain(BAKER)
})

test('whoever has no right finds nothing, as if it were not there', async ({ browser }) => {
  const foreign: Record<Extract<PersonName, 'support' | 'manager'>, string[]> = {
    support: ['/reports', '/reports/months', '/reports/incidents/7', '/reports/incidents/7/csv'],
    manager: ['/support/accounts', account(BAKER), '/support/customers', '/support/customers/10417', '/support/incidents', '/support/incidents/7'],
  }
  for (const person of ['support', 'manager'] as const) {
    const page = await signInStaff(browser, desk.url, person, 'en')
    for (const path of foreign[person]) expect((await page.request.get(desk.url + path)).status(), `${path} for ${person}`).toBe(404)
  }
  const lead = await signInStaff(browser, desk.url, 'lead', 'en')
  for (const path of ['/support/accounts/nobody%40here.example', '/support/customers/404', '/support/incidents/999', '/reports/incidents/999', '/reports/months/2031-01']) {
    expect((await lead.request.get(desk.url + path)).status(), path).toBe(404)
  }
})

test('a lock that a host makes shows on the list by itself', async ({ browser }) => {
  const page = await signInStaff(browser, desk.url, 'support', 'en')
  const name = 'team@agentur-nord.example'
  await page.goto(`${desk.url}/support/accounts?q=${encodeURIComponent(name)}`)
  const row = page.getByRole('row', { name })
  await expect(row.getByText('may send')).toBeVisible()
  await expect(page.getByText(/^live · read/)).toBeVisible()
  const now = new Date()
  await hostTells(filled, 'mx02', now, [lockMade(name, randomUUID(), now)])
  await expect(row.getByText('may not send')).toBeVisible()
})
