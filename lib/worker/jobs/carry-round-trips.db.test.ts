import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { createTransport } from 'nodemailer'
import pino from 'pino'
import { SMTPServer } from 'smtp-server'
import { expect, onTestFinished, test } from 'vitest'
import { askRoundTrip } from '../../cases/ask-round-trip.ts'
import { givenPerson } from '../../cases/story-for-tests.ts'
import type { Db } from '../../db.ts'
import { readWorkerEnv } from '../../env/worker.ts'
import { openDeskKeys } from '../../hosts/open-desk-keys.ts'
import { writeProbeSetting } from '../../probes/probe-setting-records.ts'
import { setProbePlaces } from '../../probes/probe-schedule-records.ts'
import { ANSWER_WITHIN_MS } from '../../probes/round-trip.ts'
import { withTestDatabase } from '../../setup/test-database.ts'
import { makeGate } from '../make-gate.ts'
import { SECRET } from '../rig-for-tests.ts'
import type { WorkerContext } from '../worker-context.ts'
import { carryRoundTrips } from './carry-round-trips.ts'

const RECIPIENT = 'postmaster@provider.example'
const ANSWERS = 'answers.provider.example'

type Mail = { from: string; to: string; eml: string }
type Behaviour = (mail: Mail) => { code: number; text: string } | void

/** A real SMTP server as the host, which does with the mail it is given what a test says. */
async function openHost(behave: Behaviour, refuses?: () => { code: number; text: string } | null): Promise<{ port: number; mails: Mail[] }> {
  const mails: Mail[] = []
  const fail = ({ code, text }: { code: number; text: string }) => Object.assign(new Error(text), { responseCode: code })
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], disableReverseLookup: true, logger: false,
    onRcptTo: (_to, _session, done) => {
      const refusal = refuses?.()
      done(refusal ? fail(refusal) : null)
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const mail = { from: session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address, to: session.envelope.rcptTo[0]?.address ?? '', eml: Buffer.concat(chunks).toString('utf8') }
        mails.push(mail)
        const refusal = behave(mail)
        done(refusal ? fail(refusal) : null)
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  onTestFinished(() => new Promise<void>((resolve) => server.close(resolve)))
  return { port: (server.server.address() as AddressInfo).port, mails }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function answer(port: number, to: string, headers: string[], text: string): Promise<string> {
  const transport = createTransport({ host: '127.0.0.1', port, secure: false })
  const sent = await transport.sendMail({ envelope: { from: '', to }, raw: `${[`From: Postmaster <${RECIPIENT}>`, `To: <${to}>`, ...headers].join('\r\n')}\r\n\r\n${text}\r\n` }).catch((error: { response?: string }) => error)
  transport.close()
  return sent.response ?? ''
}

type Rig = { db: Db; context: WorkerContext; answersPort: number; clock: { now: Date } }

async function openRig(hostPort: number): Promise<Rig> {
  const { db, url } = await withTestDatabase()
  const answersPort = await freePort()
  const clock = { now: new Date() }
  const host = await db.host.create({ data: { name: 'mx01', kind: 'postfix', agentUrl: 'https://127.0.0.1:1' } })
  await db.$transaction((tx) => setProbePlaces(tx, host.id, [{ address: '127.0.0.1', port: hostPort, as: 25 }]))
  const look = { from: 'worker', at: clock.now.toISOString(), state: 'pass', evidence: `accepts ${RECIPIENT}`, cure: null, parameters: { recipient: RECIPIENT } }
  await db.hostCheck.create({ data: { hostId: host.id, source: 'probe', check: 'postmaster-accepted', place: `127.0.0.1:${hostPort}`, state: 'pass', since: clock.now, checkedAt: clock.now, evidence: '', looks: [look] } })
  await writeProbeSetting(db, { everyMinutes: 15, answers: { listen: `127.0.0.1:${answersPort}`, domain: ANSWERS } }, clock.now)
  const env = readWorkerEnv({ DATABASE_URL: url, RELAYWARD_SECRET: SECRET, RELAYWARD_URL: 'https://desk.example', RELAYWARD_RESOLVERS: 'none' })
  const context: WorkerContext = { db, env, log: pino({ level: 'silent' }), holder: 'test', now: () => clock.now, random: () => 0, startedAt: clock.now, keys: () => openDeskKeys(db, SECRET, clock.now), inTurn: makeGate(1), deliveriesTold: () => {} }
  return { db, context, answersPort, clock }
}

async function ask({ db, clock }: Rig, more: Partial<{ insist: boolean; answerDomain: string; recipient: string }> = {}, roles = ['support']): Promise<void> {
  const actor = (await db.user.findFirst({ where: { name: roles.join() } })) ? await personOf(db, roles.join()) : await givenPerson(db, roles.join(), roles)
  await askRoundTrip({ db, now: clock.now, actor }, { host: 'mx01', mailbox: 'postmaster', recipient: RECIPIENT, answerDomain: ANSWERS, ...more }, { mayInsist: roles.includes('lead') })
}

async function personOf(db: Db, name: string): Promise<{ kind: 'person'; userId: number; name: string }> {
  const { id } = await db.user.findFirstOrThrow({ where: { name } })
  return { kind: 'person', userId: id, name }
}

const checkOf = (db: Db) => db.hostCheck.findFirst({ where: { source: 'round-trip' }, select: { check: true, place: true, state: true, evidence: true } })
const stepOf = async (db: Db) => (await db.roundTrip.findFirst({ orderBy: { id: 'desc' } }))?.state
async function until(is: () => Promise<boolean>): Promise<void> {
  while (!(await is())) await pause(20)
}

test('a program that says that nobody reads makes the check fail, with its words, as a change row; the mail went once, where the person said', async () => {
  const answers: string[] = []
  const rig: { own?: Rig } = {}
  const host = await openHost(({ from }) => {
    void answer(rig.own?.answersPort ?? 0, from, ['Auto-Submitted: auto-replied', 'Subject: Automatic reply'], 'Hello.\r\n\r\nThis mailbox is not monitored.').then((reply) => answers.push(reply))
  })
  const own = (rig.own = await openRig(host.port))
  await ask(own)
  await carryRoundTrips(own.context, new AbortController().signal)

  expect(host.mails).toMatchObject([{ to: RECIPIENT, from: expect.stringMatching(/^round-trip-[0-9a-f]{12}@answers\.provider\.example$/) as string, eml: expect.stringContaining('Does somebody read this?') as string }])
  expect(await checkOf(own.db)).toEqual({ check: 'postmaster-read', place: RECIPIENT, state: 'fail', evidence: `a program answers for ${RECIPIENT} that nobody reads it\nThis mailbox is not monitored.` })
  expect(await own.db.changeRow.findMany({ where: { kind: 'check' }, select: { from: true, to: true, evidence: true } })).toMatchObject([{ from: null, to: 'fail', evidence: { source: 'round-trip', check: 'postmaster-read' } }])
  expect(await own.db.audit.findMany({ where: { action: 'host: round trip' } })).toHaveLength(1)
  await until(async () => answers.length > 0)
  expect(answers).toEqual([expect.stringMatching(/^250 /)])
  // It harms nobody now: no incident, no work.
  expect(await own.db.incident.count()).toBe(0)
})

test('a person who answers is fine, and a stranger\'s mail is refused meanwhile', async () => {
  const host = await openHost(() => {})
  const own = await openRig(host.port)
  await ask(own)
  const running = carryRoundTrips(own.context, new AbortController().signal)
  await until(async () => host.mails.length > 0 && (await stepOf(own.db)) === 'waiting')
  expect(await answer(own.answersPort, `someone@${ANSWERS}`, ['Subject: Buy'], 'Hello')).toMatch(/^550 5\.1\.1/)
  expect(await answer(own.answersPort, host.mails[0]?.from ?? '', ['Subject: Re: Does somebody read this?'], 'Yes, I do.')).toMatch(/^250/)
  await running
  expect(await checkOf(own.db)).toMatchObject({ state: 'pass', evidence: `${RECIPIENT} answered, and nothing says that a program did` })
})

test('without an answer it is unknown, after a day, and a worker that ends in between sends no second mail', async () => {
  const host = await openHost(() => {})
  const own = await openRig(host.port)
  await ask(own)
  const stopping = new AbortController()
  const running = carryRoundTrips(own.context, stopping.signal)
  await until(async () => host.mails.length > 0)
  stopping.abort()
  await running

  own.clock.now = new Date(own.clock.now.getTime() + ANSWER_WITHIN_MS)
  await carryRoundTrips(own.context, new AbortController().signal)
  expect(host.mails).toHaveLength(1)
  expect(await checkOf(own.db)).toMatchObject({ state: 'unknown', evidence: expect.stringContaining('no answer from postmaster@provider.example came within a day') as string })
})

test('a host that puts the mail off is given it again later; one that refuses for good ends it, and whether somebody reads is unknown', async () => {
  const state = { refusal: { code: 450, text: '4.2.0 greylisted' } as { code: number; text: string } | null }
  const host = await openHost(() => {}, () => state.refusal)
  const own = await openRig(host.port)
  await ask(own)
  const stopping = new AbortController()
  const running = carryRoundTrips(own.context, stopping.signal)
  await until(async () => (await own.db.roundTrip.findFirst({ where: { state: 'asked', reply: { startsWith: '450' } } })) !== null)
  expect(await checkOf(own.db)).toBeNull()

  state.refusal = { code: 550, text: '5.1.1 unknown' }
  own.clock.now = new Date(own.clock.now.getTime() + 6 * 60_000)
  await running
  expect(host.mails).toEqual([])
  expect(await checkOf(own.db)).toMatchObject({ state: 'unknown', evidence: expect.stringContaining('550 5.1.1 unknown') as string })
})

test('one mail to an address in a day, unless a lead insists; never two at once, never another than was agreed to', async () => {
  const host = await openHost(() => {})
  const own = await openRig(host.port)
  await expect(ask(own, { answerDomain: 'other.example' })).rejects.toThrow('others by now')
  await expect(ask(own, { recipient: 'postmaster@stranger.example' })).rejects.toThrow('others by now')
  await ask(own)
  await expect(ask(own)).rejects.toThrow('under way')
  await own.db.roundTrip.updateMany({ data: { state: 'over', outcome: 'no-answer', endedAt: own.clock.now } })
  await expect(ask(own)).rejects.toThrow('within a day')
  await expect(ask(own, { insist: true })).rejects.toThrow('only a lead')
  await ask(own, { insist: true }, ['support', 'lead'])
  expect(await own.db.roundTrip.count()).toBe(2)
})

test('where nobody takes answers in, nothing is sent', async () => {
  const host = await openHost(() => {})
  const own = await openRig(host.port)
  await ask(own)
  await writeProbeSetting(own.db, { everyMinutes: 15, answers: null }, own.clock.now)
  await carryRoundTrips(own.context, new AbortController().signal)
  expect(host.mails).toEqual([])
  await own.db.roundTrip.updateMany({ data: { state: 'over', outcome: 'not-sent' } })
  await expect(ask(own)).rejects.toThrow('nobody takes answers in')
})
