import { expect, test, type Browser, type Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { takeOverTicket } from '../lib/tickets/take-over-ticket.ts'
import { ACTION_CASES, VISITOR_CASES } from './access/action-cases.ts'
import { ADDRESS_CASES, NOBODY, type AddressCase } from './access/address-cases.ts'
import { callAction } from './access/call-action.ts'
import { changedTables, fingerprint } from './access/fingerprint.ts'
import { followStream, type FollowedStream } from './access/follow-stream.ts'
import { readAddresses, readCallableActions, readExportedActions } from './access/read-surface.ts'
import { giveTwoCustomers, type CustomerWithThings, type TwoCustomers } from './access/two-customers.ts'
import { wordsIn } from './access/words-in.ts'
import { STAFF_PASSWORD, type PersonName } from './pages/filled-desk.ts'
import { signInStaff } from './pages/sign-in.ts'
import { startStoryDesk, type StoryDesk } from './story/story-desk.ts'
import { signIn } from './story/story-pages.ts'

const NOT_FOUND = (JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../lib/i18n/messages/en/errors.json'), 'utf8')) as Record<string, string>)['not-found']

let desk: StoryDesk
let world: TwoCustomers
const pages = new Map<string, Page>()

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  test.setTimeout(240_000)
  // Without a worker: nothing but the calls of this walk may change a row.
  desk = await startStoryDesk({ workers: 0 })
  world = await giveTwoCustomers(desk.db, desk.secret, new Date())
})

test.afterAll(async () => {
  await desk?.stop()
})

const customerPage = (browser: Browser, { email }: CustomerWithThings) => kept(email, () => signIn(browser, desk.url, { email, password: STAFF_PASSWORD }))
const staffPage = (browser: Browser, person: PersonName) => kept(person, () => signInStaff(browser, desk.url, person, 'en'))
const rightful = (browser: Browser, of: AddressCase['of'] | 'himself') => (of === 'own' || of === 'himself' || of === 'anybody' || of === 'stream' ? customerPage(browser, world.b) : staffPage(browser, of))

async function kept(name: string, open: () => Promise<Page>): Promise<Page> {
  const page = pages.get(name) ?? (await open())
  pages.set(name, page)
  return page
}

/** What an address answers. Next sends a page's data with 200 and says inside that it is not found. */
async function ask(page: Page, address: string, headers: Record<string, string> | undefined): Promise<{ status: number; text: string }> {
  const response = await page.request.get(desk.url + address, { headers })
  const text = await response.text()
  return { status: text.includes('NEXT_HTTP_ERROR_FALLBACK;404') ? 404 : response.status(), text }
}

test('the walk knows every page and route', () => {
  const missing = readAddresses().filter((address) => !ADDRESS_CASES[address])
  expect(missing, 'No case for these addresses: add each to ADDRESS_CASES in e2e/access/address-cases.ts, with a path that names something of a customer').toEqual([])
  expect(Object.keys(ADDRESS_CASES).filter((address) => !readAddresses().includes(address)), 'These addresses are gone: take them out of ADDRESS_CASES').toEqual([])
})

test('the walk knows every action, and the build has each', () => {
  const exported = readExportedActions()
  const known = { ...ACTION_CASES, ...VISITOR_CASES }
  expect(exported.filter((name) => !known[name]), 'No case for these actions: add each to ACTION_CASES in e2e/access/action-cases.ts, with an input that names something of a customer').toEqual([])
  expect(Object.keys(known).filter((name) => !exported.includes(name)), 'These actions are gone: take them out of ACTION_CASES').toEqual([])
  expect(readCallableActions().map(({ name }) => name).sort(), 'The build has other actions than the files: no page uses the missing ones').toEqual(exported)
})

test('a customer finds nothing of another customer’s at any address, and its owner or the staff do', async ({ browser }) => {
  test.setTimeout(240_000)
  const { a, b } = world
  const asA = await customerPage(browser, a)
  const before = await fingerprint(desk.db)
  for (const [address, { of, path: pathOf, tells }] of Object.entries(ADDRESS_CASES).filter(([, one]) => one.of !== 'stream')) {
    const isThings = pathOf(b) !== pathOf(NOBODY) || (of !== 'own' && of !== 'anybody')
    for (const headers of [undefined, { rsc: '1' }]) {
      const how = `${address} ${headers ? 'as data' : 'as a page'}`
      const foreign = await ask(asA, pathOf(b), headers)
      expect.soft(foreign.status, `${how} for a stranger`).toBe(isThings ? 404 : 200)
      expect.soft(wordsIn(foreign.text, b.words, pathOf(b)), `${how} tells a stranger`).toEqual([])

      const own = await ask(await rightful(browser, of), pathOf(b), headers)
      expect.soft(own.status, `${how} for whoever may`).toBe(200)
      if (tells !== false && of !== 'anybody') expect.soft(wordsIn(own.text, b.words, pathOf(b)), `${how} tells whoever may`).not.toEqual([])
    }
  }
  expect.soft(changedTables(before, await fingerprint(desk.db)).filter((table) => table !== 'public.AuthSession')).toEqual([])
})

test('in the browser, what is another customer’s looks like what never was', async ({ browser }) => {
  test.setTimeout(180_000)
  const asA = await customerPage(browser, world.a)
  const seen = async (address: string) => {
    expect((await asA.goto(desk.url + address))?.status()).toBe(404)
    // Its heading stands when the page has been streamed; above it the head tells how live it is, now this and now that.
    await expect(asA.getByRole('heading', { level: 1 }), address).toBeVisible()
    expect(wordsIn(await asA.title(), world.b.words, address), address).toEqual([])
    expect(wordsIn(await asA.locator('body').innerText(), world.b.words, ''), address).toEqual([])
    return asA.getByRole('main').innerText()
  }
  for (const [address, { path: pathOf }] of Object.entries(ADDRESS_CASES).filter(([one]) => one.includes('[') && /^(portal\/tickets|support|reports)/.test(one) && !one.endsWith('/route'))) {
    const foreign = await seen(pathOf(world.b))
    expect(foreign, address).toEqual(await seen(pathOf(NOBODY)))
    expect(wordsIn(foreign, world.b.words, ''), address).toEqual([])
  }
  expect((await asA.goto(`${desk.url}/portal/tickets/${world.a.ticket}`))?.status()).toBe(200)
  await expect(asA.getByText(world.a.account).first()).toBeVisible()
})

test('a customer’s stream of news is silent about another customer, and speaks of his own', async ({ browser }) => {
  const heardBy = async (of: CustomerWithThings) => followStream(await customerPage(browser, of), desk.url)
  const [asA, asB] = [await heardBy(world.a), await heardBy(world.b)]
  const change = ({ ticket }: CustomerWithThings) => takeOverTicket({ db: desk.db, now: new Date(), actor: world.filled.people.lead }, { number: ticket, takes: true })
  const heard = (stream: FollowedStream) => [...stream.said().matchAll(/"ticketIds":\[([\d,]+)\]/g)].flatMap(([, ids]) => (ids ?? '').split(',').map(Number))
  await expect.poll(() => [asA.events, asB.events]).toEqual([['ping'], ['ping']])
  await change(world.b)
  await expect.poll(() => heard(asB)).toEqual([world.b.ticketId])
  await change(world.a)
  await expect.poll(() => heard(asA)).toContain(world.a.ticketId)
  expect([heard(asA), heard(asB)]).toEqual([[world.a.ticketId], [world.b.ticketId]])
  for (const stream of [asA, asB]) stream.stop()
})

test('a form of his own page, changed to another customer’s ticket, is not found and changes nothing', async ({ browser }) => {
  const asA = await customerPage(browser, world.a)
  await asA.goto(`${desk.url}/portal/tickets/${world.a.ticket}`)
  const fill = async (text: string) => {
    await asA.getByRole('textbox').first().fill(text)
    await expect.poll(() => desk.db.answerDraft.count({ where: { ticketId: world.a.ticketId, text } })).toBe(1)
  }
  const send = () => asA.getByRole('button', { name: /send now what is there/ }).click()
  await fill('It was me, and now I may send')
  const before = await fingerprint(desk.db)
  await asA.locator('input[name="number"]').evaluate((input: HTMLInputElement, other) => void (input.value = String(other)), world.b.ticket)
  await send()
  await expect(asA.getByText(NOT_FOUND ?? '').first()).toBeVisible()
  expect(changedTables(before, await fingerprint(desk.db))).toEqual([])

  await asA.reload()
  await fill('A guessed password')
  await send()
  await expect(asA.getByText(/^Thank you\./).first()).toBeVisible()
  expect(await desk.db.ticketAnswer.count({ where: { ticketId: world.a.ticketId } })).toBe(1)
  expect(await desk.db.ticketAnswer.count({ where: { ticketId: world.b.ticketId } })).toBe(0)
})

test('every action that names another customer’s thing is not found, changes nothing and tells nothing; for whoever may it works', async ({ browser }) => {
  test.setTimeout(300_000)
  const { a, b } = world
  const asA = await customerPage(browser, a)
  const callable = new Map(readCallableActions().map((one) => [one.name, one]))
  for (const [name, { by, input, reads, cannot }] of Object.entries(ACTION_CASES)) {
    const action = callable.get(name)
    if (!action) throw new Error(`${name} is not in the build`)
    const url = desk.url + (ADDRESS_CASES[action.page]?.path(b) ?? '/')
    const given = await input(b, desk.db)

    const [before, audited] = [await fingerprint(desk.db), await desk.db.audit.count()]
    for (const at of new Set([url, `${desk.url}/portal`])) {
      const answer = await callAction(asA.request, at, action.id, given)
      expect.soft(answer.result ?? answer.status, `${name} for a stranger at ${at}`).toEqual({ ok: false, message: NOT_FOUND })
      expect.soft(wordsIn(answer.text, b.words, url), `${name} tells a stranger`).toEqual([])
    }
    const tried = await desk.db.audit.findMany({ orderBy: { id: 'asc' }, skip: audited, select: { action: true, userId: true } })
    expect.soft(new Set(tried.map((row) => `${row.action} ${row.userId}`)), `${name} is on record as refused`).toEqual(new Set(by === 'himself' ? [] : [`refused ${a.userId}`]))
    expect.soft(changedTables(before, await fingerprint(desk.db)).filter((table) => table !== 'public.Audit'), `${name} for a stranger changes`).toEqual([])

    const held = await fingerprint(desk.db)
    const done = await callAction((await rightful(browser, by)).request, url, action.id, given)
    if (cannot) expect.soft(done.result, `${name} for whoever may`).toEqual({ ok: false, message: expect.stringMatching(cannot) })
    else expect.soft(done.result ?? done.status, `${name} for whoever may`).toMatchObject({ ok: true })
    if (reads) expect.soft(wordsIn(JSON.stringify(done.result), b.words, ''), `${name} tells whoever may`).not.toEqual([])
    else if (!cannot) expect.soft(changedTables(held, await fingerprint(desk.db)), `${name} for whoever may changes`).not.toEqual([])
  }
})

test('what anybody may set he sets for himself alone, whomever the call names', async ({ browser }) => {
  const { a, b } = world
  const [asA, asB] = [await customerPage(browser, a), await customerPage(browser, b)]
  for (const [name, inputs] of Object.entries(VISITOR_CASES)) {
    const id = readCallableActions().find((one) => one.name === name)?.id ?? ''
    const { own, foreign } = inputs(b)
    const before = await desk.db.user.findUniqueOrThrow({ where: { id: b.userId } })
    const held = await fingerprint(desk.db)
    await callAction(asA.request, `${desk.url}/portal`, id, foreign)
    expect(changedTables(held, await fingerprint(desk.db)), name).toEqual([])
    await callAction(asA.request, `${desk.url}/portal`, id, own)
    expect(await desk.db.user.findUniqueOrThrow({ where: { id: b.userId } }), name).toEqual(before)
    await desk.db.user.update({ where: { id: b.userId }, data: { language: null, theme: null } })
    await callAction(asB.request, `${desk.url}/portal`, id, own)
    expect(await desk.db.user.findUniqueOrThrow({ where: { id: b.userId } }), `${name} for himself`).toMatchObject(own)
  }
})
