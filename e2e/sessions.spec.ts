import { expect, test, type Browser, type Page, type Request } from '@playwright/test'
import { setTimeout as wait } from 'node:timers/promises'
import { createUser } from '../lib/access/create-user.ts'
import type { Role } from '../lib/access/permissions.ts'
import { setUserRoles } from '../lib/access/users-records.ts'
import { takeOverTicket } from '../lib/tickets/take-over-ticket.ts'
import { endAllSessionsOf, renewPasswordOf, shutOutPerson, takeRole } from './access/admin-acts.ts'
import { callAction } from './access/call-action.ts'
import { changedTables, fingerprint } from './access/fingerprint.ts'
import { followStream, type FollowedStream } from './access/follow-stream.ts'
import { readCallableActions } from './access/read-surface.ts'
import { giveTwoCustomers, type TwoCustomers } from './access/two-customers.ts'
import { STAFF_PASSWORD } from './pages/filled-desk.ts'
import { signInStaff } from './pages/walk-pages.ts'
import { startStoryDesk, type StoryDesk } from './story/story-desk.ts'
import { signIn } from './story/story-pages.ts'

/** From the admin's click to the end of the stream: far below the 15 s between two signs of life. */
const AT_ONCE_MS = 2000

let desk: StoryDesk
let world: TwoCustomers
let admin: Page
let bystanders: { support: Watched; customer: Watched }
const took: string[] = []

test.describe.configure({ mode: 'serial' })

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000)
  desk = await startStoryDesk({ workers: 0 })
  world = await giveTwoCustomers(desk.db, desk.secret, new Date())
  admin = await signInStaff(browser, desk.url, 'admin', 'en')
  const customer = await signIn(browser, desk.url, { email: world.a.email, password: STAFF_PASSWORD })
  bystanders = { support: await watch(await signInStaff(browser, desk.url, 'support', 'en'), '/support/tickets'), customer: await watch(customer, '/portal') }
})

test.afterAll(async () => {
  for (const line of took) process.stdout.write(`  ${line}\n`)
  for (const { stream } of Object.values(bystanders ?? {})) stream.stop()
  await desk?.stop()
})

type Watched = { page: Page; stream: FollowedStream; pagesOwn: Promise<number> }

/** Opens a page that stays live, and reads the stream of its person beside it. */
async function watch(page: Page, address: string): Promise<Watched> {
  // The page that the sign-in led to has a stream of its own: it is left first.
  await page.goto('about:blank')
  const opened = page.waitForResponse((response) => response.url().endsWith('/api/live'))
  await page.goto(desk.url + address)
  const request = (await opened).request()
  const pagesOwn = new Promise<number>((resolve) => {
    const ended = (one: Request) => one === request && resolve(performance.now())
    page.on('requestfinished', ended).on('requestfailed', ended)
  })
  const stream = await followStream(page, desk.url)
  expect(stream.status).toBe(200)
  await expect.poll(() => stream.events).toContain('ping')
  return { page, stream, pagesOwn }
}

let made = 0
async function newPerson(browser: Browser, roles: Role[], address: string, customerId: number | null = null): Promise<Watched & { userId: number; name: string }> {
  made += 1
  const person = { email: `person-${made}@desk.example`, name: `Person ${'ABCDEFGHIJKL'[made]}` }
  const userId = await createUser(desk.db, { ...person, roles, password: STAFF_PASSWORD, customerId, language: 'en', now: new Date() })
  const page = await signIn(browser, desk.url, { email: person.email, password: STAFF_PASSWORD })
  return { ...(await watch(page, address)), userId, name: person.name }
}

/** Something happens to the ticket of customer A, whom the bystanders watch. */
let isTaken = false
async function ticketChanges(): Promise<void> {
  isTaken = !isTaken
  await takeOverTicket({ db: desk.db, now: new Date(), actor: world.filled.people.lead }, { number: world.a.ticket, takes: isTaken })
}

/** The streams of this person, his own page's and the one beside it, ended within a moment after the act. */
async function streamsEnd(what: string, { stream, pagesOwn }: Watched, actedAt: number): Promise<void> {
  const never = wait(AT_ONCE_MS * 10).then(() => Infinity)
  const [beside, own] = await Promise.all([Promise.race([stream.closed, never]), Promise.race([pagesOwn, never])])
  took.push(`${what}: stream ended after ${Math.round(beside - actedAt)} ms, the page's own after ${Math.round(own - actedAt)} ms`)
  expect(beside - actedAt, what).toBeLessThan(AT_ONCE_MS)
  expect(own - actedAt, what).toBeLessThan(AT_ONCE_MS)
}

/** After a change, the bystanders' streams tell of it, and the ended one told nothing more. */
async function othersGoOn(ended: FollowedStream): Promise<void> {
  const told = ended.events.length
  const heard = () => Object.values(bystanders).map(({ stream }) => stream.events.filter((event) => event === 'changes').length)
  const before = heard()
  await ticketChanges()
  await expect.poll(() => heard().every((count, n) => count > (before[n] ?? 0))).toBe(true)
  expect(ended.events.length).toBe(told)
  for (const { page } of Object.values(bystanders)) {
    await page.reload()
    await expect(page.getByRole('main')).toContainText(world.a.account)
  }
}

/** A call of an action with the cookies that this browser still has: what it is told, and that nothing changed. */
async function actionIsRefused(page: Page, name: string, address: string, input: unknown, message: RegExp): Promise<void> {
  const id = readCallableActions().find((one) => one.name === name)?.id ?? ''
  const before = await fingerprint(desk.db)
  const answer = await callAction(page.request, desk.url + address, id, input)
  expect(answer.result).toEqual({ ok: false, message: expect.stringMatching(message) })
  expect(changedTables(before, await fingerprint(desk.db)).filter((table) => table !== 'public.Audit')).toEqual([])
}

const SIGNED_OUT = /^Your sign-in has ended/
const remark = () => ({ number: world.a.ticket, text: 'a remark' })
const keepNote = (page: Page, message: RegExp) => actionIsRefused(page, 'support/tickets/[number]#keepNote', `/support/tickets/${world.a.ticket}`, remark(), message)

/** Neither page, action nor stream answer this browser any more. */
async function isSignedOut(what: string, person: Watched, actedAt: number, address: string, act: (page: Page) => Promise<void>): Promise<void> {
  await streamsEnd(what, person, actedAt)
  expect(person.stream.events.at(-1)).toBe('ended')
  await act(person.page)
  const again = await followStream(person.page, desk.url)
  expect(again.status).toBe(401)
  // The open page leads to the sign-in by itself; asked for anew, it does too.
  await expect(person.page).toHaveURL(/\/login/)
  await person.page.goto(desk.url + address)
  await expect(person.page).toHaveURL(/\/login/)
  await othersGoOn(person.stream)
}

const STAFF_ENDS: [string, (name: string) => Promise<number>][] = [
  ['a session revoked', (name) => endAllSessionsOf(admin, desk.url, name)],
  ['an account disabled', (name) => shutOutPerson(admin, desk.url, name)],
  ['a password renewed', (name) => renewPasswordOf(admin, desk.url, name)],
]
for (const [what, end] of STAFF_ENDS) {
  test(`${what}: support is out at once, with every open stream, and others go on`, async ({ browser }) => {
    const person = await newPerson(browser, ['support'], '/support/tickets')
    await isSignedOut(`${what}, support`, person, await end(person.name), '/support/tickets', (page) => keepNote(page, SIGNED_OUT))
  })

  test(`${what}: a customer in the portal is out at once likewise`, async ({ browser }) => {
    const person = await newPerson(browser, ['customer'], '/portal', world.a.customerId)
    const answers = (page: Page) => actionIsRefused(page, 'portal/tickets/[number]#sendAnswers', `/portal/tickets/${world.a.ticket}`, { number: world.a.ticket, text1: 'a guessed password' }, SIGNED_OUT)
    await isSignedOut(`${what}, customer`, person, await end(person.name), '/portal', answers)
  })
}

test('a role taken away: what it opened is not found at the next request, its stream ends at once and hears nothing more of it', async ({ browser }) => {
  const person = await newPerson(browser, ['support', 'admin'], '/support/tickets')
  await streamsEnd('a role taken away, support', person, await takeRole(admin, desk.url, person.name, /^support/i))
  await keepNote(person.page, /^This does not exist/)
  const again = await followStream(person.page, desk.url)
  await othersGoOn(person.stream)
  expect(again.events).not.toContain('changes')
  again.stop()
  await expect(person.page.getByRole('main')).not.toContainText(world.a.account)
  expect((await person.page.goto(`${desk.url}/support/tickets`))?.status()).toBe(404)
  expect((await person.page.goto(`${desk.url}/admin`))?.status()).toBe(200)
})

test('one of two roles taken away: the stream comes back by itself as what the person is now, and only the lesser acts are left', async ({ browser }) => {
  const person = await newPerson(browser, ['support', 'lead'], '/support/tickets')
  const comesBack = person.page.waitForResponse((response) => response.url().endsWith('/api/live'))
  await streamsEnd('lead taken away, support left', person, await takeRole(admin, desk.url, person.name, /^lead/i))
  expect((await comesBack).status()).toBe(200)
  await actionIsRefused(person.page, 'support/tickets/[number]#approve', `/support/tickets/${world.a.ticket}`, { lockId: world.a.lockId, reason: 'x' }, /^You do not have the right/)
  await othersGoOn(person.stream)
  await expect(person.page.getByText(/^live · read/)).toBeVisible()
  expect((await person.page.goto(`${desk.url}/support/tickets`))?.status()).toBe(200)
})

test('somebody without any role left hears nothing and finds nothing', async ({ browser }) => {
  const person = await newPerson(browser, ['customer'], '/portal', world.a.customerId)
  const actedAt = performance.now()
  await setUserRoles(desk.db, person.userId, [])
  await streamsEnd('the customer role taken away', person, actedAt)
  expect((await followStream(person.page, desk.url)).status).toBe(401)
  await actionIsRefused(person.page, 'portal/tickets/[number]#sendAnswers', `/portal/tickets/${world.a.ticket}`, { number: world.a.ticket, text1: 'a guessed password' }, /^This does not exist/)
  expect((await person.page.goto(`${desk.url}/portal`))?.status()).toBe(404)
  await othersGoOn(person.stream)
})
