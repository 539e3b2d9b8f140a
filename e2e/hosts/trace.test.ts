import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { putStanding } from '../../lib/agent/carry-out/put-standing.ts'
import { openJournal, type Journal } from '../../lib/agent/journal/open-journal.ts'
import { makeLog } from '../../lib/agent/log.ts'
import { startAgent, type RunningAgent } from '../../lib/agent/start-agent.ts'
import { relayOrder } from '../../lib/agent/test-rig.ts'
import { latestTellings } from '../../lib/agent/trace/latest-tellings.ts'
import { realServersArePossible } from '../../lib/demo/mail-servers/real-servers-are-possible.ts'
import { waitUntil } from '../../lib/demo/wait-until.ts'
import type { Order } from '../../lib/protocol/orders.ts'
import { traceLine, type TracedMessage, type TraceFate, type TraceLine, type TraceQuery } from '../../lib/protocol/trace.ts'
import type { HostLab, LabAccount } from './host-lab.ts'
import { startPostfixLab } from './postfix-lab.ts'
import { startQmailHostLab } from './qmail-host-lab.ts'

const possible = realServersArePossible()
const HOUR_MS = 3_600_000
const EACH = { delivered: 50, bounced: 50, queued: 40, quarantined: 20, released: 20, deleted: 20 } as const

type Mail = { account: LabAccount; to: string; messageId: string }
type Lab = HostLab & { postfix?: Awaited<ReturnType<typeof startPostfixLab>>['postfix'] }

describe.skipIf(!possible.ok)(`Postfix tells where its mail is${possible.ok ? '' : ` (not run: ${possible.why})`}`, { timeout: 180_000 }, () => promises(startPostfixLab, true))
describe('qmail tells where its mail is', { timeout: 180_000 }, () => promises(startQmailHostLab, false))

function promises(startLab: () => Promise<Lab>, isPostfix: boolean): void {
  let lab: Lab
  let folder = ''
  let journal: Journal
  let agent: RunningAgent
  beforeAll(async () => {
    lab = await startLab()
    folder = await mkdtemp(join(tmpdir(), 'relayward-trace-'))
    journal = openJournal(join(folder, 'journal.db'))
    const now = () => new Date()
    agent = await startAgent({ host: await lab.openHost(), hostName: 'mail1', journal, log: makeLog(() => undefined, now), now, newId: randomUUID })
  }, 120_000)
  afterAll(async () => {
    await agent?.stop()
    journal?.close()
    await lab?.stop()
    if (folder) await rm(folder, { recursive: true })
  })

  async function lines(query: Partial<TraceQuery>): Promise<TraceLine[]> {
    const span = { since: new Date(Date.now() - HOUR_MS).toISOString(), until: new Date(Date.now() + HOUR_MS).toISOString(), messagesMax: 100 }
    const told: TraceLine[] = []
    for await (const line of agent.traces.begin({ ...span, ...query }, new AbortController().signal)) told.push(traceLine.parse(line))
    expect(told.at(-1)).toMatchObject({ kind: 'end', isCut: false, unreadFiles: [] })
    return told
  }
  const trace = async (query: Partial<TraceQuery>) => latestTellings(await lines(query))

  /** qmail logs no Message-ID; there a mail is asked for by its recipient, which no other has. */
  const questionFor = ({ messageId, to }: Mail): Partial<TraceQuery> => (isPostfix ? { messageId } : { recipient: to })

  async function traceOne(mail: Mail): Promise<TracedMessage> {
    const [message, ...others] = await trace(questionFor(mail))
    expect(others, mail.to).toEqual([])
    if (!message) throw new Error(`nothing is told of the mail to ${mail.to}`)
    expect(message.account, mail.to).toBe(mail.account.name)
    return message
  }

  async function send(name: string, count: number, domain: string): Promise<Mail[]> {
    const account = lab.newAccount()
    const mails = Array.from({ length: count }, (_, n): Mail => ({ account, to: `${name}${n}@${domain}`, messageId: `<${name}${n}.${randomUUID()}@client.example>` }))
    await lab.send(account, mails.map(({ to, messageId }) => ({ from: account.name, to: [to], raw: `Message-ID: ${messageId}\r\nSubject: secret\r\n\r\nhello` })))
    return mails
  }

  async function order(wanted: Order): Promise<void> {
    await agent.orders.take(wanted)
    const answer = await waitUntil('the order is answered', () => {
      const read = agent.orders.read(wanted.id)
      return read.state === 'running' ? null : read
    }, { withinMs: 60_000 })
    expect(answer).toMatchObject({ state: 'done', result: { failed: [] } })
  }

  async function quarantine([mail]: Mail[]): Promise<void> {
    const account = mail?.account.name ?? ''
    await putStanding(agent.core, [relayOrder(account, 1, { state: 'locked', lockId: randomUUID() })])
    await order({ id: randomUUID(), verb: 'quarantine', batchId: randomUUID(), account })
  }

  async function moveAll(verb: 'release' | 'delete', [mail]: Mail[]): Promise<void> {
    const found = await agent.core.host.find({ account: mail?.account.name ?? '' })
    const messages = found.filter(({ place }) => place === 'quarantine').map(({ id, sender, size, arrivedAt }) => ({ id, sender, size, arrivedAt }))
    expect(messages.length).toBeGreaterThan(0)
    await order({ id: randomUUID(), verb, batchId: randomUUID(), messages })
  }

  async function expectFates(mails: Mail[], fate: TraceFate, steps: TracedMessage['steps'][number]['what'][]): Promise<TracedMessage[]> {
    const told: TracedMessage[] = []
    for (const mail of mails) {
      const message = await waitUntil(`the mail to ${mail.to} is ${fate}`, async () => {
        const one = await traceOne(mail)
        // The lines behind the one that decides come a moment later.
        return one.fate === fate && steps.every((step) => one.steps.some(({ what }) => what === step)) ? one : null
      }, { withinMs: 20_000, everyMs: 200 }).catch(() => traceOne(mail))
      expect(message).toMatchObject({ fate, sender: mail.account.name })
      expect(message.recipients.map(({ address }) => address)).toEqual([mail.to])
      expect(message.steps.map(({ what }) => what), mail.to).toEqual(expect.arrayContaining(steps))
      // What the receiver has is what is told of it.
      expect(await lab.delivered(mail.to)).toHaveLength(fate === 'delivered' ? 1 : 0)
      told.push(message)
    }
    return told
  }

  test('mail of every fate is told as it went, and as the receivers saw it', async () => {
    const delivered = await send('d', EACH.delivered, 'sink.example')
    const bounced = await send('b', EACH.bounced, 'hard.example')
    const queued = await send('w', EACH.queued, 'dead.example')
    const taken = await send('q', EACH.quarantined, 'dead.example')
    const released = await send('r', EACH.released, 'dead.example')
    const deleted = await send('x', EACH.deleted, 'dead.example')
    for (const mails of [taken, released, deleted]) await quarantine(mails)
    // Mail of a locked account is taken again at the next look.
    await putStanding(agent.core, [relayOrder(released[0]?.account.name ?? '', 2, { state: 'open', lifts: [] })])
    await moveAll('release', released)
    await moveAll('delete', deleted)
    await lab.rotateLog()

    await expectFates(delivered, 'delivered', ['accepted', 'queued', 'delivered', 'removed'])
    const sentBack = await expectFates(bounced, 'bounced', ['accepted', 'queued', 'bounced', 'bounce-made', 'removed'])
    for (const [n, message] of sentBack.entries()) {
      const bounceId = message.steps.find(({ what }) => what === 'bounce-made')?.toQueueId
      expect(message.steps.find(({ what }) => what === 'bounced')).toMatchObject({ reply: expect.stringContaining('5.1.1') })
      await waitUntil('its bounce is queued', async () => (await traceOne(bounced[n] as Mail)).steps.some(({ queueId, what }) => queueId === bounceId && what === 'queued'))
    }
    for (const { nextTryAt } of await expectFates(queued, 'queued', ['accepted', 'queued', 'deferred'])) expect(Date.parse(nextTryAt ?? '')).toBeGreaterThan(Date.now() - HOUR_MS)
    await expectFates(taken, 'quarantined', ['accepted', 'queued', 'quarantined'])
    await expectFates(released, 'queued', ['quarantined', 'released'])
    await expectFates(deleted, 'deleted', ['quarantined', 'deleted'])
    await lab.setDeadAlive(true)
    await order({ id: randomUUID(), verb: 'retry', messages: (await agent.core.host.find({ account: released[0]?.account.name ?? '' })).map(({ id, sender, size, arrivedAt }) => ({ id, sender, size, arrivedAt })) })
    await expectFates(released, 'delivered', ['quarantined', 'released', 'delivered', 'removed'])
    await lab.setDeadAlive(false)
  })

  test('an account’s question gets its own mail by whatever is asked, and nothing of another’s', async () => {
    const [mail] = await send('own', 1, 'sink.example')
    if (!mail) throw new Error('nothing was sent')
    const other = lab.newAccount().name
    const { queueIds: [queueId] } = await traceOne(mail)
    for (const question of [questionFor(mail), { recipient: mail.to }, { sender: mail.account.name }, { account: mail.account.name }, { queueId }]) {
      expect(await trace({ ...question, accounts: [mail.account.name] })).toHaveLength(1)
      expect(await lines({ ...question, accounts: [other] })).toHaveLength(1)
      expect(await lines({ ...question, accounts: [] })).toHaveLength(1)
    }
    expect(JSON.stringify(await lines(questionFor(mail)))).not.toContain('secret')
  })

  if (!isPostfix) return
  test('mail that somebody held by hand is held, and what was requeued is told under both ids', async () => {
    const [held, requeued] = await send('hand', 2, 'dead.example')
    if (!held || !requeued) throw new Error('nothing was sent')
    const idOf = async (mail: Mail) => (await traceOne(mail)).queueIds[0] ?? ''
    await lab.holdByHand?.(await idOf(held))
    // Postfix writes the log by a program of its own, which may come after the queue has changed.
    await waitUntil('the log tells of the hold', async () => (await traceOne(held)).steps.some(({ what }) => what === 'held'))
    await expectFates([held], 'held', ['held'])
    const oldId = await idOf(requeued)
    await lab.postfix?.tool('postsuper', ['-r', oldId])
    const message = await waitUntil('it has a new id', async () => {
      const one = await traceOne(requeued)
      return one.queueIds.length === 2 && one.fate === 'queued' ? one : null
    }, { withinMs: 90_000, everyMs: 500 })
    expect(message.steps).toContainEqual(expect.objectContaining({ what: 'requeued', queueId: oldId, toQueueId: message.queueIds[1] }))
    expect((await trace({ queueId: message.queueIds[1] })).map(({ messageId }) => messageId)).toEqual([requeued.messageId])
  })
}
