import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tellDeliveries } from '../../lib/agent/carry-out/tell-deliveries.ts'
import { oursInFolder } from '../../lib/agent/host/postfix/ours.ts'
import { createPostfixHost } from '../../lib/agent/host/postfix/postfix-host.ts'
import { eventsAfter } from '../../lib/agent/journal/journal-events.ts'
import { openJournal, type Journal } from '../../lib/agent/journal/open-journal.ts'
import { makeLog } from '../../lib/agent/log.ts'
import { PACE, startAgent, type RunningAgent } from '../../lib/agent/start-agent.ts'
import { realServersArePossible } from '../../lib/demo/mail-servers/real-servers-are-possible.ts'
import { openSmtpSession } from '../../lib/demo/smtp/smtp-session.ts'
import { waitUntil } from '../../lib/demo/wait-until.ts'
import { startSmtpSink, type SmtpSink } from '../lab/smtp-sink.ts'
import type { LabAccount } from './host-lab.ts'
import { startPostfixLab } from './postfix-lab.ts'
import { runTool } from './run-tool.ts'

const possible = realServersArePossible()
/** Counts what lies in the folder, in a process of its own. */
const CHILD = join(import.meta.dirname, '../../lib/agent/reports-child.ts')
const HOST = 'mail1.provider.example'

describe.skipIf(!possible.ok)(`delivery reports that come to a Postfix host${possible.ok ? '' : ` (not run: ${possible.why})`}`, { timeout: 60_000 }, () => {
  let lab: Awaited<ReturnType<typeof startPostfixLab>>
  let receiver: SmtpSink
  let folder = ''
  let reports = ''
  let journal: Journal
  let agent: RunningAgent
  let account: LabAccount

  beforeAll(async () => {
    lab = await startPostfixLab()
    receiver = await startSmtpSink()
    await lab.postfix.route({ 'firma.example': receiver.port })
    folder = await mkdtemp(join(tmpdir(), 'relayward-reports-test-'))
    await chmod(folder, 0o755)
    reports = join(folder, 'reports')
    const call = ['agent', 'setup', '--mta', 'postfix', '--config', lab.postfix.configDirectory, '--reports', reports]
    const shown = await runTool(call)
    expect(shown).toMatchObject({ code: 1, stdout: expect.stringContaining(`+header_checks = regexp:${lab.postfix.configDirectory}/relayward_reports`) })
    expect(shown.stdout).toContain('relayward-reports unix')
    expect(await runTool([...call, '--apply'])).toMatchObject({ code: 0 })
    expect(await runTool(call)).toMatchObject({ code: 0, stdout: 'The configuration needs no change.\n' })
    account = lab.newAccount()
    await start()
  }, 120_000)
  afterAll(async () => {
    await stop()
    await receiver?.stop()
    await lab?.stop()
    await rm(folder, { recursive: true })
  })

  async function start(): Promise<void> {
    journal = openJournal(join(folder, 'journal.db'))
    const now = () => new Date()
    const host = await createPostfixHost({ configDirectory: lab.postfix.configDirectory, hostName: 'mail1' }, oursInFolder(join(folder, 'ours')))
    agent = await startAgent({ host, hostName: HOST, journal, log: makeLog(() => undefined, now), now, newId: randomUUID, reports }, { ...PACE, reports: 100 })
  }
  async function stop(): Promise<void> {
    await agent?.stop()
    journal?.close()
  }

  const counted = () => {
    tellDeliveries(agent.core)
    const cells = new Map<string, number>()
    for (const { body } of eventsAfter(journal, 0, 10_000)) if (body.kind === 'deliveries') for (const cell of body.cells) cells.set(`${body.step} ${cell.receiver} ${cell.outcome} ${cell.refusalClass}`, cell.count)
    const sums: Record<string, number> = {}
    for (const [key, count] of cells) sums[key.slice(25)] = (sums[key.slice(25)] ?? 0) + count
    return sums
  }
  const waiting = async () => (await Promise.all(['new', 'cur'].map((name) => readdir(join(reports, name))))).flat()
  const inMailbox = async () => {
    const mailbox = join((await lab.postfix.tool('postconf', ['-h', 'virtual_mailbox_base'])).trim(), account.name, 'new')
    return Promise.all((await readdir(mailbox).catch(() => [])).map((name) => readFile(join(mailbox, name), 'utf8')))
  }

  /** The receiver takes a mail of the account, and is then given the report it makes of it. */
  async function sendAndTake(subject: string): Promise<string> {
    await lab.send(account, [{ from: account.name, to: ['somebody@firma.example'], raw: `Subject: ${subject}\r\nMessage-ID: <${subject}@acct.example>\r\n\r\nthe customer's own words` }])
    const mail = await waitUntil('the receiver has the mail', async () => receiver.messages.find(({ raw }) => raw.includes(`Message-ID: <${subject}@`)), { withinMs: 20_000 })
    return mail.raw.toString('latin1')
  }
  async function report(subject: string, original: string): Promise<string> {
    const text = [
      'From: postmaster@firma.example', `To: ${account.name}`, 'Subject: Delivery Status Notification (Failure)', `Message-ID: <report-${subject}@firma.example>`, 'Date: Tue, 24 Nov 2026 12:00:09 +0100', 'MIME-Version: 1.0',
      'Content-Type: multipart/report;', '\treport-type=delivery-status; boundary="b"', '', '--b', 'Content-Type: text/plain', '', 'Refused due to recipient preferences', '--b', 'Content-Type: message/delivery-status', '',
      'Reporting-MTA: dns; mx.firma.example', '', 'Final-Recipient: rfc822; somebody@firma.example', 'Action: failed', 'Status: 5.1.1', 'Diagnostic-Code: smtp; 550 5.1.1 RCP-P2 Refused due to recipient preferences', '',
      '--b', 'Content-Type: message/rfc822', '', original, '--b--', '',
    ].join('\r\n')
    const session = await openSmtpSession({ port: lab.postfix.smtpPort }, null)
    expect(await session.send({ from: '', to: [account.name], raw: text })).toMatchObject({ accepted: true })
    session.close()
    return text
  }

  test('a mail that was taken and sent back is counted once as returned, and its report reaches the mailbox unharmed', async () => {
    const sent = await report('one', await sendAndTake('one'))
    await waitUntil('it is counted', async () => (counted()['firma.example returned recipient_policy'] === 1 ? true : undefined), { withinMs: 20_000 })
    expect(counted()).toMatchObject({ 'firma.example delivered null': 1, 'firma.example returned recipient_policy': 1 })
    const [mail = ''] = await waitUntil('it lies in the mailbox', async () => ((await inMailbox()).length > 0 ? inMailbox() : undefined), { withinMs: 20_000 })
    expect(mail.slice(mail.indexOf('From: postmaster')).trimEnd()).toBe(sent.replaceAll('\r\n', '\n').trimEnd())
    expect(mail).not.toContain('relayward')
    await waitUntil('its copy is gone', async () => ((await waiting()).length === 0 ? true : undefined))
  })

  test('reports that come while the agent is away are counted once, by one that is killed in the middle and one that goes on', async () => {
    const originals = [await sendAndTake('two'), await sendAndTake('three')]
    await waitUntil('both are counted as delivered', async () => (counted()['firma.example delivered null'] === 3 ? true : undefined), { withinMs: 20_000 })
    await stop()
    await report('two', originals[0] ?? '')
    await report('three', originals[1] ?? '')
    await waitUntil('both wait', async () => ((await waiting()).length === 2 ? true : undefined), { withinMs: 20_000 })
    const killed = fork(CHILD, [folder, reports], { stdio: 'ignore' })
    const ended = new Promise((resolve) => killed.once('exit', resolve))
    await waitUntil('one of them is gone', async () => (readdirSync(join(reports, 'new')).length < 2 ? true : undefined), { withinMs: 20_000, everyMs: 1 })
    killed.kill('SIGKILL')
    await ended
    await start()
    await waitUntil('both are counted', async () => ((await waiting()).length === 0 ? true : undefined), { withinMs: 20_000 })
    expect(counted()['firma.example returned recipient_policy']).toBe(3)
    await stop()
    await start()
    await waitUntil('a round is over', async () => (await waiting()).length === 0 ? true : undefined)
    expect(counted()['firma.example returned recipient_policy']).toBe(3)
  })

  test('mail that is no report is copied nowhere, and one about a mail of somebody else counts nothing', async () => {
    const before = counted()
    const session = await openSmtpSession({ port: lab.postfix.smtpPort }, null)
    await session.send({ from: 'friend@firma.example', to: [account.name], raw: 'Subject: hello\r\nMessage-ID: <hello@firma.example>\r\n\r\nhello' })
    session.close()
    await report('four', 'Received: from spam.example (spam.example [192.0.2.66])\r\n\tby mx.elsewhere.example (Postfix) with SMTP id 4Zzzzz1234z9vRt;\r\n\tTue, 24 Nov 2026 12:00:01 +0100\r\nMessage-ID: <spam@acct.example>\r\n\r\nspam')
    await waitUntil('both lie in the mailbox', async () => ((await inMailbox()).some((mail) => mail.includes('<spam@acct.example>')) && (await inMailbox()).some((mail) => mail.includes('<hello@firma.example>')) ? true : undefined), { withinMs: 20_000 })
    await waitUntil('the copy is gone', async () => ((await waiting()).length === 0 ? true : undefined), { withinMs: 20_000 })
    expect(counted()).toEqual(before)
  })
})
