import { expect, test, type Page } from '@playwright/test'
import type { Doing } from '../lib/audit/doing.ts'
import { lockAccount } from '../lib/cases/lock-account.ts'
import { answerAndAccept } from '../lib/cases/story-for-tests.ts'
import { waitUntil } from '../lib/demo/wait-until.ts'
import { beginStory, type Story } from './story/begin-story.ts'
import { BODY_MARK, honestMail, listQueue, queuedAs, sendBurst, spamMail } from './story/burst.ts'
import { startCustomersQueue } from './story/customers-queue.ts'
import type { JoinedAgent } from './story/joined-agent.ts'
import { killDesk } from './story/kill-programs.ts'
import { submittedBytes, withoutReceived } from './story/mail-bytes.ts'
import { BAKERY, type MailPlatform } from './story/mail-platform.ts'
import { needsRealServers } from './story/needs-real-servers.ts'
import { isUnwatched, observeHost, type Observer, type Seen } from './story/observe-host.ts'
import type { StoryDesk } from './story/story-desk.ts'
import { signIn } from './story/story-pages.ts'
import { doAct, openTicket } from './story/ticket-acts.ts'

const WATCH_SECONDS = 20
const UNLOCK = /^Unlock, guarded/

let story: Story
let mail: MailPlatform
let desk: StoryDesk
let mx01: JoinedAgent
let mx02: JoinedAgent
let support: Page
let doing: () => Doing
let looks = 0
const figures: Record<string, string | number> = {}

needsRealServers()
test.describe.configure({ mode: 'serial' })
test.setTimeout(240_000)

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000)
  story = await beginStory({ watchSeconds: WATCH_SECONDS })
  mail = story.mail
  desk = story.desk
  mx01 = story.mx01
  mx02 = story.mx02
  const person = await desk.addPerson(['support'], 'support@muster-hosting.example')
  const { id, name } = await desk.db.user.findUniqueOrThrow({ where: { email: person.email } })
  doing = () => ({ db: desk.db, now: new Date(), actor: { kind: 'person', userId: id, name } })
  support = await signIn(browser, desk.url, person)
})

test.afterAll(async () => {
  await story?.stop()
  process.stdout.write(Object.entries(figures).map(([name, value]) => `  ${name}: ${value}\n`).join(''))
})

test('web and worker killed three times, the agent once: a guarded unlock goes on, and is at no moment unlocked and unwatched', async () => {
  const { lockId } = await lockAndAccept()
  const observers = [await observeHost(mail.mx01, mx01, BAKERY), await observeHost(mail.mx02, mx02, BAKERY)] as const
  await openTicket(support, desk.url, BAKERY)
  await support.getByRole('button', { name: UNLOCK }).first().click()
  await support.getByRole('dialog').getByRole('button', { name: UNLOCK }).click()

  // Written down, and perhaps not told to any host.
  const { id, step } = await waitUntil('the procedure is written down', () => desk.db.guardedUnlock.findFirst({ where: { lockId } }), { everyMs: 2 })
  figures['killed first at step'] = step
  await (await killDesk(desk)).comesBack()
  await waitUntil('it is watched', async () => (await stepOf(id)) === 'watching', { withinMs: 30_000 })

  // In the middle of the watch, all three at once, with mail held.
  const regular = Array.from({ length: 5 }, (_, n) => honestMail(n, BAKERY, `guest${n}@world.example`))
  const sent = await sendBurst(mail.mx01, BAKERY, regular, 1)
  expect(sent.every(({ accepted }) => accepted)).toBe(true)
  const killed = await killDesk(desk)
  await mx01.kill()
  await mx01.start()
  await killed.comesBack()
  expect(await stepOf(id)).toBe('watching')

  // When the host has ended it and the desk has not heard.
  await waitUntil('the agent opens', () => observers[0].seen.at(-1)?.after.watch === 'opening', { withinMs: 2 * WATCH_SECONDS * 1000, everyMs: 10 })
  await (await killDesk(desk)).comesBack()
  await waitUntil('the lock is open at the desk', async () => (await desk.db.relayLock.findUniqueOrThrow({ where: { id: lockId } })).state === 'open', { withinMs: 30_000 })
  await waitUntil('all held mail arrives', () => regular.every((one) => arrived(one.to).length > 0), { withinMs: 20_000 })
  expect(regular.filter((one) => arrived(one.to).length === 1 && arrived(one.to)[0]?.equals(submittedBytes(one)))).toHaveLength(regular.length)

  await waitUntil('the other host opens', () => observers[1].seen.at(-1)?.map === 'open', { withinMs: 30_000 })
  const openedAt = await endObserving(observers)
  expect(openedAt.watching).toBeLessThan(Infinity)
  expect(openedAt.other).toBeGreaterThanOrEqual(openedAt.watching)
  await support.reload()
  await expect(support.getByText('Ticket closed')).toBeVisible()
})

test('a second lock within twelve months: a second person approves; the agent is killed while spam rushes in, and none leaves', async ({ browser }) => {
  const { lockId } = await lockAndAccept()
  const observers = [await observeHost(mail.mx01, mx01, BAKERY), await observeHost(mail.mx02, mx02, BAKERY)] as const
  await openTicket(support, desk.url, BAKERY)
  await expect(support.getByText(/^A second person must approve/)).toBeVisible()
  const lead = await signIn(browser, desk.url, await desk.addPerson(['support', 'lead'], 'lead@muster-hosting.example'))
  await openTicket(lead, desk.url, BAKERY)
  await lead.getByRole('button', { name: /Approve as second person/ }).first().click()
  await lead.getByLabel('Why').fill('Read his answers, spoke with him.')
  await lead.getByRole('dialog').getByRole('button', { name: 'Approve the unlock' }).click()
  await doAct(support, UNLOCK, UNLOCK)
  await expect(support.getByRole('heading', { name: /Guarded unlock is running/ })).toBeVisible()

  await mx01.kill()
  const spam = Array.from({ length: 200 }, (_, n) => spamMail(n, 'world.example'))
  const queue = startCustomersQueue(mail.mx01, BAKERY, spam)
  await waitUntil('all of it was let in', () => queue.left() === 0, { withinMs: 30_000 })
  await queue.empty()
  expect(queue.accepted).toHaveLength(200)
  expect(observers[0].seen.at(-1)).toMatchObject({ map: 'watched', after: { order: 'watched', watch: 'watching' } })

  await mx01.start()
  const lock = await waitUntil('the desk holds the relapse', () => desk.db.relayLock.findFirst({ where: { id: lockId, relapses: 1 } }), { withinMs: 30_000 })
  expect(lock.approvedById).toBeNull()
  const ids = new Set(queue.accepted.map(queuedAs))
  await waitUntil('all of it is in quarantine', async () => {
    const rows = await desk.db.quarantinedMessage.findMany({ where: { account: { name: BAKERY } }, select: { queueId: true } })
    return rows.filter(({ queueId }) => ids.has(queueId)).length === ids.size
  }, { withinMs: 30_000 })
  expect((await listQueue(mail.mx01)).every(({ place }) => place === 'hold')).toBe(true)
  expect([mail.world, mail.nobody].flatMap(({ messages }) => messages).filter(({ raw }) => raw.includes(BODY_MARK))).toEqual([])
  expect(await endObserving(observers)).toEqual({ watching: Infinity, other: Infinity })
  figures['let in while the agent was dead, held, left the host'] = `${queue.accepted.length}, ${ids.size}, 0`
})

/** Locks the account by hand, until both hosts say so; the customer's answers are there and accepted. */
async function lockAndAccept(): Promise<{ lockId: string }> {
  const { lockId } = await lockAccount(doing(), { account: BAKERY, reason: 'for the kills' })
  await desk.hostsAgree()
  const ticket = await desk.db.ticket.findUniqueOrThrow({ where: { lockId } })
  await waitUntil('the customer is asked', async () => (await desk.db.relayLock.findUniqueOrThrow({ where: { id: lockId } })).state === 'notified')
  await answerAndAccept(desk.db, ticket.number, doing().actor, new Date())
  return { lockId }
}

/** Ends the observation of both hosts: the watching one was never unlocked and unwatched. Answers when each was first seen open. */
async function endObserving([first, second]: readonly [Observer, Observer]): Promise<{ watching: number; other: number }> {
  const [watching, other] = await Promise.all([first.stop(), second.stop()])
  looks += watching.length + other.length
  const unwatched = [...watching.filter(isUnwatched), ...other.filter(({ map }) => map === 'watched')]
  figures['looks at the lock maps, unlocked and unwatched in'] = `${looks}, ${unwatched.length}`
  expect(unwatched).toEqual([])
  const openedAt = (seen: Seen[]) => seen.find(({ map }) => map === 'open')?.at ?? Infinity
  return { watching: openedAt(watching), other: openedAt(other) }
}

async function stepOf(id: string): Promise<string> {
  return (await desk.db.guardedUnlock.findUniqueOrThrow({ where: { id } })).step
}

function arrived(to: string[]): Buffer[] {
  return mail.world.messages.filter((message) => message.to.some((address) => to.includes(address))).map(({ raw }) => withoutReceived(raw))
}
