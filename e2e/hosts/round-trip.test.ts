import { createTransport } from 'nodemailer'
import pino from 'pino'
import { describe, expect, test } from 'vitest'
import { askRoundTrip } from '../../lib/cases/ask-round-trip.ts'
import { givenPerson, NOON } from '../../lib/cases/story-for-tests.ts'
import { realServersArePossible } from '../../lib/demo/mail-servers/real-servers-are-possible.ts'
import { readWorkerEnv } from '../../lib/env/worker.ts'
import { writeProbeSetting } from '../../lib/probes/probe-setting-records.ts'
import { setProbePlaces } from '../../lib/probes/probe-schedule-records.ts'
import { withTestDatabase } from '../../lib/setup/test-database.ts'
import { carryRoundTrips } from '../../lib/worker/jobs/carry-round-trips.ts'
import type { WorkerContext } from '../../lib/worker/worker-context.ts'
import { startDovecotInstance } from '../lab/dovecot-instance.ts'
import { freePort } from '../lab/free-port.ts'
import { startPostfix } from '../lab/postfix-instance.ts'
import { startSmtpSink } from '../lab/smtp-sink.ts'

const RECIPIENT = 'abuse@lab.test'
const ANSWERS = 'answers.lab.test'

const real = realServersArePossible()
describe.skipIf(!real.ok)(`a round trip through a real Postfix${real.ok ? '' : `: ${real.why}`}`, () => {
  test('goes to the ticket program behind it, and what that answers comes back by the transport of the same Postfix', async () => {
    const { db, url } = await withTestDatabase()
    const answersPort = await freePort()
    const tickets = await startSmtpSink()
    const dovecot = await startDovecotInstance({ 'info@elsewhere.test': 'secret' })
    const postfix = await startPostfix({
      hostName: 'mx.lab.test', mailFolder: dovecot.mailFolder, authSocket: dovecot.authSocket, mailboxes: ['info@elsewhere.test'],
      routes: { 'lab.test': tickets.port, [ANSWERS]: answersPort }, settings: { relay_domains: `lab.test, ${ANSWERS}` },
    })
    try {
      const host = await db.host.create({ data: { name: 'mx', kind: 'postfix', agentUrl: 'https://127.0.0.1:1' } })
      await db.$transaction((tx) => setProbePlaces(tx, host.id, [{ address: '127.0.0.1', port: postfix.smtpPort, as: 25 }]))
      const look = { from: 'worker', at: NOON.toISOString(), state: 'pass', evidence: '', cure: null, parameters: { recipient: RECIPIENT } }
      await db.hostCheck.create({ data: { hostId: host.id, source: 'probe', check: 'abuse-accepted', place: '127.0.0.1:25', state: 'pass', since: NOON, checkedAt: NOON, evidence: '', looks: [look] } })
      await writeProbeSetting(db, { everyMinutes: 15, answers: { listen: `127.0.0.1:${answersPort}`, domain: ANSWERS } }, NOON)
      await askRoundTrip({ db, now: new Date(), actor: await givenPerson(db, 'mara', ['support']) }, { host: 'mx', mailbox: 'abuse', recipient: RECIPIENT, answerDomain: ANSWERS }, { mayInsist: false })

      const env = readWorkerEnv({ DATABASE_URL: url, RELAYWARD_SECRET: 's'.repeat(40), RELAYWARD_URL: 'https://desk.example', RELAYWARD_RESOLVERS: 'none' })
      const context = { db, env, log: pino({ level: 'silent' }), holder: 'test', now: () => new Date() } as unknown as WorkerContext
      const carried = carryRoundTrips(context, new AbortController().signal)
      await expect.poll(() => tickets.messages.length, { timeout: 60_000 }).toBe(1)
      const [mail] = tickets.messages
      expect(mail).toMatchObject({ to: [RECIPIENT], from: expect.stringMatching(/^round-trip-[0-9a-f]{12}@answers\.lab\.test$/) as string })

      const program = createTransport({ host: '127.0.0.1', port: postfix.smtpPort, secure: false, ignoreTLS: true })
      await program.sendMail({ envelope: { from: '', to: mail?.from ?? '' }, raw: `From: Abuse <${RECIPIENT}>\r\nTo: <${mail?.from ?? ''}>\r\nAuto-Submitted: auto-replied\r\nSubject: Automatische Antwort\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nGuten Tag,\r\n\r\ndieses Postfach wird nicht gelesen.\r\n` })
      program.close()
      await carried
      expect(await db.hostCheck.findFirst({ where: { source: 'round-trip' } })).toMatchObject({ check: 'abuse-read', place: RECIPIENT, state: 'fail', evidence: expect.stringContaining('dieses Postfach wird nicht gelesen') as string })
      expect(await db.roundTrip.findFirst()).toMatchObject({ state: 'over', outcome: 'nobody-reads', tries: 1, reply: expect.stringMatching(/^250 /) as string })
    } finally {
      await postfix.stop()
      await dovecot.stop()
      await tickets.stop()
    }
  })
})
