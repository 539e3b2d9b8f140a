import { chromium, expect, test } from '@playwright/test'
import { randomUUID } from 'node:crypto'
import { lockMade } from '../lib/cases/story-for-tests.ts'
import { MESSAGES } from '../lib/i18n/messages.ts'
import { freePort } from './lab/free-port.ts'
import { BAKER, fillDesk, LAW_FIRM, PLUMBER, STRANGER } from './pages/fill-desk.ts'
import { hostTells, type FilledDesk, type PersonName } from './pages/filled-desk.ts'
import { readKnown } from './pages/known.ts'
import { missingCases, PAGE_CASES, pageFiles, WALKERS, type Walker } from './pages/page-cases.ts'
import { cookieOf, scorePages, type ScoredPage } from './pages/score-pages.ts'
import { signInStaff, walkIn } from './pages/sign-in.ts'
import { listenForTrouble, walkCase } from './pages/walk-pages.ts'
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

test('every page of the desk is walked', () => {
  expect(missingCases(pageFiles(), PAGE_CASES)).toEqual([])
  // The check itself: a page without a case, and a case without a page, are both told.
  expect(missingCases(['a/page.tsx'], [{ file: 'b/page.tsx' }])).toHaveLength(2)
})

for (const who of WALKERS) {
  for (const language of ['en', 'de'] as const) {
    test(`the ${who} walks through the pages in ${language}, light and dark, wide and on a phone`, async ({ browser }) => {
      test.setTimeout(600_000)
      const known = await readKnown(filled)
      const left = PAGE_CASES.filter((each) => each.who === who)
      // Two walk at once: while one waits for the desk, the other looks.
      const walk = async () => {
        const page = await walkIn(browser, desk.url, who, language)
        const trouble = listenForTrouble(page)
        const found: string[] = []
        for (let one = left.shift(); one; one = left.shift()) found.push(...(await walkCase(page, desk.url, one, known, language, trouble)))
        await page.context().close()
        return found
      }
      expect((await Promise.all([walk(), walk()])).flat()).toEqual([])
    })
  }
}

test('Lighthouse gives six pages 100 for accessibility', async ({ browser }) => {
  test.setTimeout(180_000)
  const { lockOf, ticketOf } = await readKnown(filled)
  const asked: [Walker, string[]][] = [
    ['lead', ['/support', '/support/locks', `/support/locks/${lockOf(PLUMBER)}`, `/support/tickets/${ticketOf(BAKER)}`]],
    ['plumber', ['/portal']], ['manager', ['/reports']],
  ]
  const port = await freePort()
  const { launchOptions } = test.info().project.use
  const watched = await chromium.launch({ ...launchOptions, args: [...(launchOptions?.args ?? []), `--remote-debugging-port=${port}`] })
  const scored: ScoredPage[] = []
  for (const [who, paths] of asked) {
    const page = await walkIn(browser, desk.url, who, 'en')
    const cookie = await cookieOf(page.context())
    await page.context().close()
    scored.push(...(await scorePages(port, paths.map((path) => ({ url: desk.url, path, cookie })))))
  }
  await watched.close()
  process.stdout.write(scored.map(({ path, score }) => `  Lighthouse accessibility ${score}: ${path}\n`).join(''))
  expect(scored.map(({ path, score, findings }) => ({ path, score, findings }))).toEqual(scored.map(({ path }) => ({ path, score: 100, findings: [] })))
})

test('Now says which receiver refuses our hosts, and leads to what it says, where and since when', async ({ browser }) => {
  const page = await signInStaff(browser, desk.url, 'support', 'en')
  await page.goto(`${desk.url}/support`)
  const row = page.getByRole('listitem').filter({ hasText: 'Microsoft' }).filter({ hasText: /refuses 1 of \d+ hosts/ })
  await expect(page.getByRole('link', { name: /^Deliverability/ }).first()).toContainText('1')
  await row.getByRole('link', { name: /Open incident/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Microsoft refuses 1 host' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'What Microsoft does to our hosts' })).toContainText('on our block list (S3140)')
  await page.getByRole('region', { name: 'What Microsoft does to our hosts' }).getByRole('link', { name: 'mx02' }).click()
  await expect(page.getByText(/^refused since /)).toBeVisible()
  await page.context().close()
})

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

test('a lead asks for subjects of held mail and says why; the customer reads that he did', async ({ browser }) => {
  const support = await signInStaff(browser, desk.url, 'support', 'en')
  const { ticketOf } = await readKnown(filled)
  const ticket = `${desk.url}/support/tickets/${ticketOf(BAKER)}`
  await support.goto(ticket)
  await expect(support.getByText('Subject masked').first()).toBeVisible()
  await expect(support.getByRole('button', { name: 'Unmask subjects …' })).toHaveCount(0)

  const lead = await signInStaff(browser, desk.url, 'lead', 'en')
  await lead.goto(ticket)
  await lead.getByRole('button', { name: 'Unmask subjects …' }).click()
  const dialog = lead.getByRole('dialog')
  await dialog.getByRole('textbox').fill('looks like a newsletter')
  await dialog.getByRole('button', { name: 'Read the subjects' }).click()
  // This desk's hosts have no agent: what was asked stands on record all the same.
  await expect(dialog.getByText(/^The host cannot be reached/)).toBeVisible()
  const customer = await walkIn(browser, desk.url, 'bakery', 'en')
  await customer.goto(`${desk.url}/portal/access`)
  await expect(customer.getByText(/looks like a newsletter/)).toBeVisible()
})

test('a false alarm is lifted with the limit raised for this customer; support lifts without', async ({ browser }) => {
  const { ticketOf } = await readKnown(filled)
  const openLift = async (person: PersonName) => {
    const page = await signInStaff(browser, desk.url, person, 'en')
    await page.goto(`${desk.url}/support/tickets/${ticketOf(PLUMBER)}`)
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Lift as a false alarm …' }).click()
    return page
  }
  const support = await openLift('support')
  await expect(support.getByRole('dialog').getByText(/^Raising a customer’s limits needs the right/)).toBeVisible()

  const lead = await openLift('lead')
  const dialog = lead.getByRole('dialog')
  await dialog.getByLabel('Why it was a false alarm').fill('invitations to the open day')
  await dialog.getByRole('radio', { name: /^Keep them/ }).check()
  await dialog.getByRole('checkbox', { name: 'Raise the limit for this customer' }).check()
  const limit = dialog.getByLabel('unknown recipients in 10 min')
  await expect(limit).toHaveValue('1500')
  await limit.fill('900')
  await dialog.getByRole('button', { name: 'Lift the lock' }).click()
  await expect(dialog).toBeHidden()
  await lead.goto(`${desk.url}/support/customers/11871`)
  await expect(lead.getByText('900 making 30')).toBeVisible()
})

test('what is wrong with a field is told in the language of the page', async ({ browser }) => {
  const page = await signInStaff(browser, desk.url, 'admin', 'de')
  await page.goto(`${desk.url}/admin/hosts`)
  await page.getByRole('button', { name: MESSAGES.de.admin.hosts.add }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(MESSAGES.de.admin.hosts.field.name, { exact: true }).fill('kein Host!')
  await dialog.getByLabel(MESSAGES.de.admin.hosts.field.url, { exact: true }).fill('https://192.0.2.10:4450')
  await dialog.getByRole('button', { name: MESSAGES.de.admin.hosts.doAdd }).click()
  await expect(dialog.getByText('Das passt hier nicht.')).toBeVisible()
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
