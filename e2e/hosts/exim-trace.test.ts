import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { gzipSync } from 'node:zlib'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMailHost } from '../../lib/agent/host/create-mail-host.ts'
import type { MailHost } from '../../lib/agent/host/mail-host.ts'
import { latestTellings } from '../../lib/agent/trace/latest-tellings.ts'
import { submitMail } from '../../lib/demo/smtp/submit-mail.ts'
import { waitUntil } from '../../lib/demo/wait-until.ts'
import { traceLine, type TracedMessage, type TraceFate, type TraceLine, type TraceQuery } from '../../lib/protocol/trace.ts'
import { eximIsPossible, startExim, type EximLab } from '../lab/exim-instance.ts'
import { startRefusingReceivers, type RefusingReceivers } from '../lab/refusing-receivers.ts'
import { runTool } from './run-tool.ts'

const possible = eximIsPossible()
const PASSWORD = 'correct horse battery staple'
const HOST = 'mx03.muster-hosting.example'
const HOUR_MS = 3_600_000
const HOSTS = { 'mx.good.example': '127.1.7.1', 'mx.dead.example': '127.1.7.9' }
const ROUTES = { 'good.example': 'mx.good.example', 'dead.example': 'mx.dead.example' }
const REFUSED = 'refused@muster-hosting.example'

describe.skipIf(!possible.ok)(`Exim tells where its mail is${possible.ok ? '' : ` (not run: ${possible.why})`}`, { timeout: 120_000 }, () => {
  let lab: EximLab
  let receivers: RefusingReceivers
  let host: MailHost
  let serial = 0

  beforeAll(async () => {
    const refusal = { sender: REFUSED, stage: 'RCPT' as const, text: '550 5.1.1 no such user here' }
    receivers = await startRefusingReceivers({ 'mx.good.example': HOSTS['mx.good.example'] }, (sender) => (sender === REFUSED ? refusal : undefined))
    lab = await startExim({ hostName: HOST, password: PASSWORD, localDomains: ['muster-hosting.example'], hosts: HOSTS, port: receivers.port, bindAddress: '127.0.0.26', routes: ROUTES })
    host = await createMailHost('exim', { program: lab.program, hostName: HOST })
  }, 60_000)
  afterAll(async () => {
    await lab?.stop()
    await receivers?.stop()
  })

  type Sent = { messageId: string; to: string; account: string }

  async function send(account: string, to: string, from = account): Promise<Sent> {
    const messageId = `<${(serial += 1)}.${Date.now()}@client.example>`
    const [answer] = await submitMail({ port: lab.smtpPort, account, password: PASSWORD, sessions: 1, mails: [{ from, to: [to], raw: `Message-ID: ${messageId}\r\nSubject: secret T="x" U=root\r\n\r\nhello\r\n` }] })
    expect(answer?.accepted).toBe(true)
    return { messageId, to, account }
  }

  async function trace(query: Partial<TraceQuery>): Promise<TracedMessage[]> {
    const span = { since: new Date(Date.now() - HOUR_MS).toISOString(), until: new Date(Date.now() + HOUR_MS).toISOString(), messagesMax: 100 }
    const told: TraceLine[] = []
    for await (const line of host.trace({ ...span, ...query }, { ourActs: () => [], limitMs: 30_000, signal: new AbortController().signal })) told.push(traceLine.parse(line))
    expect(told.at(-1)).toMatchObject({ kind: 'end', isCut: false, unreadFiles: [] })
    return latestTellings(told)
  }

  type What = TracedMessage['steps'][number]['what']

  /** Waits until the mail is so far; the lines behind the one that decides come a moment later. */
  async function becomes({ messageId, account, to }: Sent, fate: TraceFate, ...steps: What[]): Promise<TracedMessage> {
    const isSo = (one: TracedMessage) => one.fate === fate && steps.every((step) => one.steps.some(({ what }) => what === step))
    const message = await waitUntil(`the mail to ${to} is ${fate}`, async () => (await trace({ messageId })).find(isSo) ?? null, { withinMs: 20_000, everyMs: 200 })
    expect(message).toMatchObject({ messageId, account, recipients: [{ address: to, fate }] })
    return message
  }

  /** As an admin does it by hand: again while Exim still has the mail in its own. */
  const byHand = (act: string, id: string) => waitUntil(`Exim does ${act}`, () => lab.exim([act, id]).then(() => true, () => null), { withinMs: 20_000, everyMs: 300 })

  test('delivered, refused, waiting, frozen and deleted mail is told as it went', async () => {
    await becomes(await send('anna@muster-hosting.example', 'd@good.example'), 'delivered', 'accepted', 'queued', 'delivered', 'removed')
    expect(receivers.answered.filter(({ sender }) => sender === 'anna@muster-hosting.example')).toMatchObject([{ outcome: 'delivered' }])

    const bounced = await becomes(await send('bert@muster-hosting.example', 'b@good.example', REFUSED), 'bounced', 'bounced', 'bounce-made')
    expect(bounced.steps.find(({ what }) => what === 'bounced')).toMatchObject({ reply: expect.stringContaining('550 5.1.1 no such user here'), host: expect.stringContaining('mx.good.example') })

    const waiting = await send('carl@muster-hosting.example', 'w@dead.example')
    const { queueIds: [id = ''] } = await becomes(waiting, 'queued', 'accepted', 'queued', 'deferred')
    await byHand('-Mf', id)
    await becomes(waiting, 'held', 'held')
    await byHand('-Mt', id)
    await becomes(waiting, 'queued', 'held')
    await byHand('-Mrm', id)
    await becomes(waiting, 'deleted', 'deleted')
  })

  test('mail is found by account, recipient, sender and queue id, and nobody else’s with it', async () => {
    const mine = await send('dora@muster-hosting.example', 'only-here@good.example')
    await send('emil@muster-hosting.example', 'other@good.example', 'dora@muster-hosting.example')
    const { queueIds: [queueId] } = await becomes(mine, 'delivered')
    const found = async (query: Partial<TraceQuery>) => (await trace(query)).map(({ messageId }) => messageId)
    expect(await found({ account: 'DORA@muster-hosting.example' })).toEqual([mine.messageId])
    expect(await found({ recipient: 'Only-Here@good.example' })).toEqual([mine.messageId])
    expect(await found({ queueId })).toEqual([mine.messageId])
    expect(await found({ sender: 'dora@muster-hosting.example' })).toHaveLength(2)
    expect(await found({ messageId: mine.messageId, accounts: ['emil@muster-hosting.example'] })).toEqual([])
    expect(await found({ account: 'root@muster-hosting.example' })).toEqual([])
  })

  test('mail of a local program is its user’s', async () => {
    const program = spawn(lab.program, ['-oi', 'script@good.example'], { stdio: ['pipe', 'ignore', 'inherit'] })
    program.stdin.end('Subject: from a script\n\nhello\n')
    await once(program, 'exit')
    const account = `uid:root@${HOST}`
    const message = await waitUntil('it is told', async () => (await trace({ account })).find(({ fate }) => fate === 'delivered') ?? null, { withinMs: 20_000, everyMs: 200 })
    expect(message).toMatchObject({ account, recipients: [{ address: 'script@good.example' }] })
  })

  test('a mail that came before the log was rotated and packed is told whole', async () => {
    const waiting = await send('fred@muster-hosting.example', 'late@dead.example')
    const { queueIds: [id = ''] } = await becomes(waiting, 'queued', 'deferred')
    await lab.rotateLog()
    await writeFile(`${lab.logFile}.1.gz`, gzipSync(await readFile(`${lab.logFile}.01`)))
    await rm(`${lab.logFile}.01`)
    await byHand('-Mrm', id)
    await becomes(waiting, 'deleted', 'accepted', 'queued', 'deferred', 'deleted')
  })

  test('relayward trace --format exim tells the same from the files alone', async () => {
    const sent = await send('gina@muster-hosting.example', 'tool@good.example')
    const told = await becomes(sent, 'delivered')
    const { stdout } = await runTool(['trace', '--format', 'exim', '--json', '--message-id', sent.messageId, lab.logFile])
    expect(JSON.parse(stdout)).toMatchObject({ messageId: sent.messageId, queueIds: told.queueIds, account: sent.account, recipient: sent.to, fate: 'delivered' })
  })
})
