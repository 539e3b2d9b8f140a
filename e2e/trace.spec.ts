import { expect, test, type Browser, type Locator, type Page } from '@playwright/test'
import { createUser } from '../lib/access/create-user.ts'
import { waitUntil } from '../lib/demo/wait-until.ts'
import type { Mail } from '../lib/demo/smtp/smtp-session.ts'
import { foundLine, type FoundLine } from '../lib/traces/found-line.ts'
import type { TraceQuestion } from '../lib/traces/trace.ts'
import { beginStory, type Story } from './story/begin-story.ts'
import { listQueue, queuedAs, sendBurst } from './story/burst.ts'
import { BAKERY, LAW_FIRM } from './story/mail-platform.ts'
import { needsRealServers } from './story/needs-real-servers.ts'
import { findInDatabase } from './story/scan-database.ts'
import { signIn } from './story/story-pages.ts'

const PASSWORD = 'a password for one test only'
/** Stands in the local part of every recipient: found in the database, a mail has been kept. */
const MARK = 'mark7d1c4e90'

let story: Story
let support: Page
let bakery: Page
let lawFirm: Page
const ids: Record<string, string> = {}
const figures: Record<string, string | number> = {}

needsRealServers()
test.describe.configure({ mode: 'serial' })
test.setTimeout(120_000)

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000)
  story = await beginStory({ watchSeconds: 20 })
  await mailOverTwoHosts()
  await givePeople(browser)
  for (const [fate, [account, to]] of Object.entries(MAILS)) {
    const [answer] = await sendBurst(story.mail.mx01, account, [mailTo(fate, account, to)], 1)
    if (!answer?.accepted) throw new Error(`${fate} was not taken: ${answer?.reply.text}`)
    ids[fate] = queuedAs(answer)
  }
  await waitUntil('every mail has met its fate', haveAllMetTheirs, { withinMs: 60_000, everyMs: 200 })
})

test.afterAll(async () => {
  await story?.stop()
  process.stdout.write(Object.entries(figures).map(([name, value]) => `  ${name}: ${value}\n`).join(''))
})

const to = (name: string, domain: string) => `${name}-${MARK}@${domain}`
/** By fate: who sends, and to whom. */
const MAILS: Record<string, [account: string, to: string]> = {
  delivered: [LAW_FIRM, to('friend', 'world.example')],
  bounced: [LAW_FIRM, to('gone', 'nobody.example')],
  queued: [LAW_FIRM, to('later', 'dead.example')],
  passed: [LAW_FIRM, to('anna', 'relayed.example')],
  bakery: [BAKERY, to('guest', 'world.example')],
}
const messageIdOf = (fate: string) => `${fate}-1@trace.example`

function mailTo(fate: string, from: string, recipient: string): Mail {
  const head = [`From: <${from}>`, `To: <${recipient}>`, `Subject: subject-${MARK}`, `Message-ID: <${messageIdOf(fate)}>`]
  return { from, to: [recipient], raw: [...head, '', `body-${MARK}`].join('\r\n') }
}

/** mx01 gives mail for one domain to mx02, which takes it for that domain and passes it on. */
async function mailOverTwoHosts(): Promise<void> {
  const { mx01, mx02, world, nobody, deadPort } = story.mail
  const routes = { 'world.example': world.port, 'nobody.example': nobody.port, 'dead.example': deadPort, 'victim.example': deadPort }
  await mx01.route({ ...routes, 'relayed.example': mx02.smtpPort })
  await mx02.tool('postconf', ['-e', 'relay_domains=relayed.example'])
  await mx02.route({ ...routes, 'relayed.example': nobody.port })
  await mx02.tool('postfix', ['reload'])
  await story.desk.db.hostIp.create({ data: { hostId: story.mx02.hostId, ip: '127.0.0.1' } })
}

async function givePeople(browser: Browser): Promise<void> {
  const { desk } = story
  const lawyers = await desk.db.customer.create({ data: { number: '10044', name: 'Kanzlei Probe', language: 'de', domains: { create: { domain: 'kanzlei-probe.example' } } } })
  const bakers = await desk.db.customer.findUniqueOrThrow({ where: { number: '10417' } })
  for (const [name, customerId] of [[LAW_FIRM, lawyers.id], [BAKERY, bakers.id]] as const) {
    await desk.db.account.upsert({ where: { name }, create: { name, customerId }, update: { customerId } })
  }
  const customer = async (email: string, customerId: number) => {
    await createUser(desk.db, { email, name: email, roles: ['customer'], password: PASSWORD, customerId, language: 'en', now: new Date() })
    return signIn(browser, desk.url, { email, password: PASSWORD })
  }
  support = await signIn(browser, desk.url, await desk.addPerson(['support'], 'support@muster-hosting.example'))
  bakery = await customer('baker@privat.example', bakers.id)
  lawFirm = await customer('lawyer@privat.example', lawyers.id)
}

async function haveAllMetTheirs(): Promise<boolean> {
  const [first, second] = [await listQueue(story.mail.mx01), await listQueue(story.mail.mx02)]
  const waiting = first.filter(({ place }) => place !== 'deferred')
  return waiting.length === 0 && second.length === 0 && first.some(({ id }) => id === ids['queued']) && story.mail.world.messages.length >= 2
}

/** Types into the one field and asks. */
async function ask(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox').or(page.getByRole('searchbox')).first().fill(text)
  await page.keyboard.press('Enter')
  await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe(text)
  await expect(page.getByRole('button', { name: /Ask again|Search again/ })).toBeVisible({ timeout: 20_000 })
}

const rows = (page: Page): Locator => page.getByRole('list', { name: 'Mails found' }).locator('> li')

test('support finds each mail by its Message-ID, with its fate and the receiver’s reply', async () => {
  await support.goto(`${story.desk.url}/support/trace`)
  await expect(support.getByRole('textbox')).toBeFocused()
  const said: Record<string, RegExp[]> = {
    delivered: [/^delivered/, /250/], bounced: [/^refused/, /no such user here/], queued: [/^in the queue/, /next try/, /Connection refused/], bakery: [/^delivered/],
  }
  for (const [fate, words] of Object.entries(said)) {
    const began = performance.now()
    await ask(support, `<${messageIdOf(fate)}>`)
    figures[`${fate}: asked to answered`] = `${Math.round(performance.now() - began)} ms`
    await expect(support.getByRole('status').filter({ hasText: 'answered' })).toContainText('All 2 hosts answered · 1 mail')
    await expect(rows(support)).toHaveCount(1)
    for (const word of words) await expect(rows(support)).toContainText(word)
    await expect(rows(support)).toContainText(MAILS[fate]?.[1] ?? '')
    await expect(support).toHaveURL(/q=/)
  }
})

test('by queue id, account, sender and recipient too; understood by itself, or as somebody chooses', async () => {
  const chosen = () => support.getByRole('navigation', { name: 'Understood as' }).locator('[aria-current]')
  await ask(support, ids['delivered'] ?? '')
  await expect(chosen()).toHaveText('Queue id')
  await expect(rows(support)).toHaveCount(1)

  await ask(support, LAW_FIRM)
  await expect(chosen()).toHaveText('Account')
  await expect(rows(support)).toHaveCount(4)
  await support.getByRole('navigation', { name: 'Understood as' }).getByRole('link', { name: 'Sender' }).click()
  await expect(chosen()).toHaveText('Sender')
  await expect(rows(support)).toHaveCount(4)
  await support.getByRole('navigation', { name: 'Understood as' }).getByRole('link', { name: 'Recipient' }).click()
  await expect(chosen()).toHaveText('Recipient')
  // Both refused mails came back to it as reports of our hosts.
  await expect(rows(support)).toHaveCount(2)

  await ask(support, MAILS['bounced']?.[1] ?? '')
  await expect(chosen()).toHaveText('Recipient')
  await expect(rows(support)).toHaveCount(1)
})

test('a mail over two of our hosts is one path, with the fate that it met at the second', async () => {
  for (const asked of [`<${messageIdOf('passed')}>`, ids['passed'] ?? '']) {
    await ask(support, asked)
    await expect(rows(support)).toHaveCount(1)
    await expect(rows(support)).toContainText('mx01 → mx02')
    await expect(rows(support)).toContainText(/^refused/)
    await expect(rows(support).getByRole('heading', { name: 'mx02' })).toBeVisible()
    await expect(rows(support)).toContainText('queued as')
  }
})

test('by keyboard alone: j and k move over the mails, Enter opens one, and its account leads on', async () => {
  await ask(support, LAW_FIRM)
  const isOpen = (n: number) => rows(support).nth(n).getByRole('button').first()
  await support.keyboard.press('j')
  await support.keyboard.press('j')
  await support.keyboard.press('k')
  await expect(isOpen(1)).toBeFocused()
  await support.keyboard.press('Enter')
  await expect(isOpen(1)).toHaveAttribute('aria-expanded', 'true')
  await rows(support).nth(1).getByRole('link', { name: LAW_FIRM }).click()
  await expect(support).toHaveURL(new RegExp(`/support/accounts/${encodeURIComponent(LAW_FIRM)}`))
})

test('the palette offers to trace what looks like an id', async () => {
  await support.keyboard.press('Control+k')
  await support.getByRole('combobox').fill(ids['delivered'] ?? '')
  await support.getByRole('option', { name: /Trace/ }).click()
  await expect(rows(support)).toHaveCount(1)
})

test('the customer has the same in plain words, also what became of it behind our second host', async () => {
  await lawFirm.goto(`${story.desk.url}/portal/trace`)
  const said = {
    delivered: /took your mail to friend-\S+ today at \d\d:\d\d\./, bounced: /did not arrive: the mailbox does not exist/,
    queued: /does not answer at the moment\. Your mail to later-\S+ waits with us\. We try again today at \d\d:\d\d\./, passed: /did not arrive: the mailbox does not exist/,
  }
  for (const [fate, words] of Object.entries(said)) {
    await ask(lawFirm, MAILS[fate]?.[1] ?? '')
    await expect(rows(lawFirm)).toHaveCount(1)
    await expect(rows(lawFirm)).toContainText(words)
  }
  await ask(lawFirm, LAW_FIRM)
  await expect(rows(lawFirm)).toHaveCount(4)
})

test('another customer’s Message-ID, recipient, queue id and account give the very page of a mail that never was', async () => {
  await bakery.goto(`${story.desk.url}/portal/trace`)
  await ask(bakery, `<${messageIdOf('bakery')}>`)
  await expect(rows(bakery)).toHaveCount(1)
  await expect(rows(bakery)).toContainText('took your mail to guest-')

  const answerTo = async (text: string) => {
    await ask(bakery, text)
    return bakery.getByRole('main').innerText()
  }
  await expect(rows(bakery)).toHaveCount(1)
  const pairs = [[`<${messageIdOf('delivered')}>`, '<never-1@trace.example>'], [MAILS['delivered']?.[1] ?? '', to('never', 'world.example')], [ids['delivered'] ?? '', '4XjW0q3KzLz5'], [LAW_FIRM, 'nobody@kanzlei-probe.example']]
  for (const [foreign = '', never = ''] of pairs) {
    const [a, b] = [await answerTo(foreign), await answerTo(never)]
    expect(a).toContain('We found no mail of yours that fits.')
    expect(a).toBe(b)
  }
})

test('the way itself, asked without the page, tells a customer no more, and nobody else anything', async () => {
  const question = (fate: string): TraceQuestion => ({ needle: messageIdOf(fate), kind: 'message-id', span: '24h', until: null })
  const [own, foreign] = [await post(bakery, question('bakery')), await post(bakery, question('delivered'))]
  expect(own.lines.filter(({ kind }) => kind === 'message')).toHaveLength(1)
  expect(foreign.lines.filter(({ kind }) => kind === 'message')).toEqual([])
  expect(foreign.text).not.toMatch(/kanzlei|mx0[12]|friend-/)
  expect(foreign.lines.at(-1)).toEqual({ kind: 'end', isCut: false })

  const visitor = await bakery.context().browser()?.newPage()
  expect((await post(visitor ?? bakery, question('delivered'))).status).toBe(401)
  expect((await post(support, question('delivered'), 'https://elsewhere.example')).status).toBe(404)
  expect((await post(support, { ...question('delivered'), needle: '' })).status).toBe(400)
})

async function post(page: Page, question: TraceQuestion, origin = story.desk.url): Promise<{ status: number; text: string; lines: FoundLine[] }> {
  const response = await page.request.post(`${story.desk.url}/api/trace`, { data: question, headers: { origin } })
  const text = await response.text()
  const lines = response.status() === 200 ? text.trim().split('\n').map((line) => foundLine.parse(JSON.parse(line))) : []
  return { status: response.status(), text, lines }
}

test('searches too many at once are turned away with words, and nothing of any mail is in the database', async () => {
  const many = await Promise.all(Array.from({ length: 12 }, () => post(bakery, { needle: messageIdOf('bakery'), kind: 'message-id', span: '24h', until: null })))
  expect(many.map(({ status }) => status)).toContain(429)
  expect(many.map(({ status }) => status)).toContain(200)
  expect(await findInDatabase(story.desk.databaseUrl, MARK)).toEqual([])
  const rows = await story.desk.db.audit.findMany({ where: { action: 'trace mail' } })
  expect(rows.some(({ subject }) => /^message-id #[0-9a-f]{32}$/.test(subject))).toBe(true)
  expect(rows.filter(({ subject }) => subject.includes('@') && !subject.startsWith('account '))).toEqual([])
})

test('a host that does not answer is named with why, and nothing is called not found', async () => {
  await story.mx02.kill()
  await support.goto(`${story.desk.url}/support/trace`)
  await ask(support, '<never-1@trace.example>')
  await expect(support.getByRole('main')).toContainText('Nothing found on 1 of 2 hosts.')
  await expect(support.getByRole('main')).toContainText(/mx02.*cannot be reached/)
  await ask(lawFirm, to('never', 'world.example'))
  await expect(lawFirm.getByRole('main')).toContainText('One of our servers does not answer at the moment.')
  await expect(lawFirm.getByRole('main')).toContainText('We found no mail of yours so far.')
  // What went on to it is no longer known to have arrived.
  await ask(lawFirm, MAILS['passed']?.[1] ?? '')
  await expect(rows(lawFirm)).toContainText('Our logs do not say what became of your mail')
})
