import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '../../lib/audit/actor.ts'
import type { Doing } from '../../lib/audit/doing.ts'
import { acceptAnswers } from '../../lib/cases/accept-answers.ts'
import { answerQuestions } from '../../lib/cases/answer-questions.ts'
import { openPortalLink } from '../../lib/cases/open-portal-link.ts'
import { savePolicy } from '../../lib/cases/save-policy.ts'
import { startGuardedUnlock } from '../../lib/cases/start-guarded-unlock.ts'
import { givenPerson } from '../../lib/cases/story-for-tests.ts'
import { waitUntil } from '../../lib/demo/wait-until.ts'
import { DEFAULT_POLICY } from '../../lib/policies/policy.ts'
import { makeTestDatabase } from '../../lib/setup/test-database.ts'
import { standingAnswers } from '../../lib/tickets/ticket.ts'
import { ALICE, BOB, startQmailLab, type QmailLab } from '../lab/qmail-lab.ts'
import { BODY_MARK } from '../story/burst.ts'
import { joinAgent, type JoinedAgent } from '../story/joined-agent.ts'
import { handIn, handInUntilRefused, qmailRegular, qmailSpam, startQmailQueue } from '../story/qmail-senders.ts'
import { waitForNotice } from '../story/read-notice.ts'
import { startWorkerDesk, type WorkerDesk } from '../story/worker-desk.ts'

const BURST = 3000
const LEFT_BEHIND = 500
const WATCH_SECONDS = 15
/** NO_PASSWD_CHNG and NO_WEBMAIL: what the account had before, and shall have after. */
const FLAGS = 1 | 4
const NO_SMTP = 2048

let lab: QmailLab
let database: Awaited<ReturnType<typeof makeTestDatabase>>
let desk: WorkerDesk
let agent: JoinedAgent
let support: Actor
const figures: Record<string, string | number> = {}

beforeAll(async () => {
  lab = await startQmailLab({ accounts: { [ALICE]: FLAGS, [BOB]: 0 } })
  database = await makeTestDatabase()
  desk = await startWorkerDesk(database.url)
  const { db } = database
  const policy = { ...DEFAULT_POLICY, guardedUnlock: { ...DEFAULT_POLICY.guardedUnlock, watchSeconds: WATCH_SECONDS } }
  await savePolicy({ db, now: new Date(), actor: { kind: 'policy' } }, { of: 'desk', policy, reason: 'a short watch' })
  await db.customer.create({
    data: {
      number: '10417', name: 'Bäckerei Muster', language: 'de',
      contacts: { create: { name: 'Hanna Muster', email: 'hanna@privat.example' } }, domains: { create: { domain: 'acct.example' } },
    },
  })
  support = await givenPerson(db, 'support', ['support'])
  const { root, logs, vpopmailBin, serviceFolder } = lab.sim
  agent = await joinAgent({ db, secret: desk.secret, name: 'mx-old', kind: 'qmail', options: { root, logs, vpopmailBin, serviceFolder } })
  await waitUntil('the host holds what stands', async () => {
    const wishes = await db.standingOrder.findMany({ where: { hostId: agent.hostId } })
    return wishes.length > 0 && wishes.every(({ version, foundVersion }) => version === foundVersion)
  }, { withinMs: 30_000 })
})

afterAll(async () => {
  await agent?.stop()
  await desk?.stop()
  await database?.drop()
  await lab?.end()
  process.stdout.write(Object.entries(figures).map(([name, value]) => `  ${name}: ${value}\n`).join(''))
})

test('a burst is locked by the flag of vpopmail alone, all of it goes to quarantine, and others’ mail goes on', async () => {
  const beganAt = Date.now()
  const spam = await handInUntilRefused(lab, Array.from({ length: BURST }, (_, n) => qmailSpam(n, ALICE, 'dead.example')))
  figures['burst: mails taken until the login was refused'] = `${spam.length} of ${BURST}, ${Date.now() - beganAt} ms`
  expect(spam.length).toBeLessThan(BURST)
  expect(flagsOf(ALICE)).toBe(FLAGS | NO_SMTP)
  expect(flagsOf(BOB)).toBe(0)

  await waitForQuarantined(spam)
  figures['burst: in quarantine'] = `${spam.length} of ${spam.length}`
  const other = await handIn(lab, qmailRegular(1, BOB, 'friend@world.example'))
  expect(other.accepted).toBe(true)
  await waitUntil('the other customer’s mail arrives', () => lab.delivered.some(({ recipient }) => recipient === 'friend@world.example'))
  await waitUntil('no mail and no bounce of his is left in the queue', () => filesUnder(join(lab.sim.root, 'queue', 'mess')).length === 0)
})

test('the customer is asked by mail, answers, and is unlocked, guarded: 500 spam mails rush in, he is locked again, none leaves', async () => {
  const notice = await waitForNotice(desk.notices, 1)
  expect(notice.to).toEqual(['hanna@privat.example'])
  expect(notice.questions).toEqual([1, 2, 3])
  expect(plain(notice.text)).toContain('schreiben Sie bitte von einer anderen Adresse')
  await answer(notice.link, { 1: 'Das Passwort war erraten.', 2: 'Es hat jetzt 20 Zeichen, der Rechner ist neu aufgesetzt.', 3: 'yes' })
  await accept()

  const queue = startQmailQueue(lab, Array.from({ length: LEFT_BEHIND }, (_, n) => qmailSpam(BURST + n, ALICE, 'world.example')))
  await waitUntil('his server tries to send', () => queue.refusals > 0)
  await startGuardedUnlock(doing(support), { lockId: await lockId(), reason: '' })
  await waitUntil('the desk holds the relapse', async () => (await lockRow()).relapses === 1, { withinMs: 60_000 })
  figures['first guarded unlock: spam let in'] = `${queue.accepted.length} of ${LEFT_BEHIND}`
  expect(queue.accepted.length).toBeGreaterThan(0)
  expect(flagsOf(ALICE)).toBe(FLAGS | NO_SMTP)
  await waitForQuarantined(queue.accepted)

  // The queue goes on for everybody else.
  await handIn(lab, qmailRegular(2, BOB, 'second@world.example'))
  await waitUntil('the other customer’s mail arrives', () => lab.delivered.some(({ recipient }) => recipient === 'second@world.example'), { withinMs: 30_000 })
  await waitUntil('everything that may go was tried', () => lab.sim.isSettled())
  const left = lab.delivered.filter(({ text }) => text.includes(BODY_MARK))
  figures['first guarded unlock: spam that left the host'] = left.length
  expect(left).toEqual([])

  const relapse = await waitForNotice(desk.notices, 2)
  expect(relapse.questions).toEqual([3])
  await queue.empty()
  await answer(relapse.link, { 3: 'yes' })
  await accept()
})

test('unlocked, guarded, once more, the agent killed meanwhile: it ends clean, all held mail arrives byte for byte, the flags are as before', async () => {
  await startGuardedUnlock(doing(support), { lockId: await lockId(), reason: '' })
  await waitUntil('the watch is in force', async () => (await newestUnlock()).step === 'watching', { withinMs: 30_000 })
  expect(flagsOf(ALICE)).toBe(FLAGS)
  const regular = Array.from({ length: 5 }, (_, n) => qmailRegular(n, ALICE, `guest${n}@world.example`))
  for (const mail of regular) expect((await handIn(lab, mail)).accepted).toBe(true)

  await agent.kill()
  expect(await lab.options.service.isDown()).toBe(true)
  await agent.start()
  expect(regular.flatMap(arrived)).toEqual([])
  await waitUntil('the desk sees what is held', async () => JSON.stringify((await newestUnlock()).held).match(/guest\d/g)?.length === regular.length, { withinMs: 10_000 })

  await waitUntil('the lock is open', async () => (await lockRow()).state === 'open', { withinMs: 2 * WATCH_SECONDS * 1000 })
  await waitUntil('all of it arrives', () => regular.every((mail) => arrived(mail).length > 0), { withinMs: 20_000 })
  const identical = regular.filter((mail) => arrived(mail).length === 1 && arrived(mail)[0] === mail.text)
  figures['second guarded unlock: held, delivered byte-identical'] = `${identical.length} of ${regular.length}`
  expect(identical).toHaveLength(regular.length)
  expect(flagsOf(ALICE)).toBe(FLAGS)
  expect(plain((await waitForNotice(desk.notices, 3)).text)).toContain('darf wieder senden')
  expect((await newestUnlock()).outcome).toMatchObject({ outcome: 'clean', left: 0 })
})

function doing(actor: Actor): Doing {
  return { db: database.db, now: new Date(), actor }
}

/** The account's own flags, as vpopmail's program tells them. */
function flagsOf(account: string): number {
  return Number(execFileSync(join(lab.sim.vpopmailBin, 'vuserinfo'), ['-g', account], { encoding: 'utf8', timeout: 20_000 }))
}

function lockRow() {
  return database.db.relayLock.findFirstOrThrow({ where: { account: { name: ALICE } }, include: { ticket: true } })
}

async function lockId(): Promise<string> {
  return (await lockRow()).id
}

function newestUnlock() {
  return database.db.guardedUnlock.findFirstOrThrow({ orderBy: { startedAt: 'desc' } })
}

/** Until the desk knows each of them as quarantined; then none has a file left in the queue, and all have theirs beside it. */
async function waitForQuarantined(ids: string[]): Promise<void> {
  await waitUntil('all of it is in quarantine', async () => {
    const rows = await database.db.quarantinedMessage.findMany({ where: { account: { name: ALICE } }, select: { queueId: true } })
    const known = new Set(rows.map(({ queueId }) => queueId))
    return ids.every((id) => known.has(id))
  }, { withinMs: 60_000, everyMs: 100 })
  const wanted = new Set(ids)
  expect(filesUnder(join(lab.sim.root, 'queue')).filter((name) => wanted.has(name))).toEqual([])
  const taken = new Set(filesUnder(join(lab.sim.root, 'relayward', 'quarantine', 'mess')))
  expect(ids.filter((id) => !taken.has(id))).toEqual([])
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile()).map(({ name }) => name)
}

/** Without the ends of lines, which fall anywhere. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ')
}

/** A mail as its receiver has it, without the lines that the host put on top. */
function arrived({ recipients }: { recipients: string[] }): string[] {
  const mine = lab.delivered.filter(({ recipient }) => recipients.includes(recipient))
  return mine.map(({ text }) => text.replace(/^(?:Received:[^\n]*\n(?:[ \t][^\n]*\n)*)*/, ''))
}

/** Answers by the link of a notice, as the portal does. */
async function answer(link: string | null, words: Partial<Record<1 | 2 | 3, string>>): Promise<void> {
  const { userId, ticketNumber } = await openPortalLink(database.db, { token: link?.split('/').at(-1) ?? '', now: new Date() })
  const { customerId } = await database.db.user.findUniqueOrThrow({ where: { id: userId } })
  const answers = Object.entries(words).map(([question, text]) => ({
    question: Number(question) as 1 | 2 | 3, text: question === '3' ? '' : text, confirms: question === '3' ? true : null,
  }))
  await answerQuestions(doing({ kind: 'customer', userId, customerId: customerId ?? 0 }), { number: ticketNumber, source: 'portal', answers })
}

/** Support accepts the answers as they stand. */
async function accept(): Promise<void> {
  const { ticket } = await lockRow()
  const standing = standingAnswers(await database.db.ticketAnswer.findMany({ where: { ticketId: ticket?.id ?? 0 } }))
  const versionOf = (question: 1 | 2 | 3) => standing[question]?.version ?? 0
  await acceptAnswers(doing(support), { number: ticket?.number ?? 0, versions: { 1: versionOf(1), 2: versionOf(2), 3: versionOf(3) }, remark: '' })
}
