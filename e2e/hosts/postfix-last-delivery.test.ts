import { randomUUID } from 'node:crypto'
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { oursInFolder } from '../../lib/agent/host/postfix/ours.ts'
import { createPostfixHost } from '../../lib/agent/host/postfix/postfix-host.ts'
import type { MailHost } from '../../lib/agent/host/mail-host.ts'
import { putStanding } from '../../lib/agent/carry-out/put-standing.ts'
import { openJournal, type Journal } from '../../lib/agent/journal/open-journal.ts'
import { eventsAfter } from '../../lib/agent/journal/journal-events.ts'
import { makeLog } from '../../lib/agent/log.ts'
import { startAgent, type RunningAgent } from '../../lib/agent/start-agent.ts'
import { relayOrder } from '../../lib/agent/test-rig.ts'
import type { QueuedMessage } from '../../lib/protocol/messages.ts'
import type { OrderAnswer } from '../../lib/protocol/orders.ts'
import { realServersArePossible } from '../../lib/demo/mail-servers/real-servers-are-possible.ts'
import { startSmtpSink, type SmtpSink } from '../lab/smtp-sink.ts'
import { waitUntil } from '../../lib/demo/wait-until.ts'
import type { LabAccount } from './host-lab.ts'
import { startPostfixLab } from './postfix-lab.ts'

const possible = realServersArePossible()
const PROGRAMS = ['postqueue', 'postmap', 'postconf', 'postkick', 'postfix']

describe.skipIf(!possible.ok)(`a message whose last delivery ends while it is taken${possible.ok ? '' : ` (not run: ${possible.why})`}`, { timeout: 60_000 }, () => {
  let lab: Awaited<ReturnType<typeof startPostfixLab>>
  let slow: SmtpSink
  let hard: SmtpSink
  let folder = ''
  let host: MailHost
  let journal: Journal
  let agent: RunningAgent
  beforeAll(async () => {
    lab = await startPostfixLab()
    slow = await startSmtpSink(() => ({ kind: 'slow', ms: 1500 }))
    hard = await startSmtpSink(() => ({ kind: 'refuse', code: 550, text: '5.1.1 no such user here' }))
    await lab.postfix.route({ 'slow.example': slow.port, 'hard.example': hard.port })
    folder = await mkdtemp(join(tmpdir(), 'relayward-last-delivery-'))
    await makePrograms(join(folder, 'programs'))
    const options = { configDirectory: lab.postfix.configDirectory, hostName: 'mail1', programs: join(folder, 'programs') }
    host = await createPostfixHost(options, oursInFolder(join(folder, 'ours')))
    journal = openJournal(join(folder, 'journal.db'))
    const now = () => new Date()
    agent = await startAgent({ host, hostName: 'mail1', journal, log: makeLog(() => undefined, now), now, newId: randomUUID })
  })
  afterAll(async () => {
    await agent?.stop()
    journal?.close()
    await lab?.stop()
    for (const sink of [slow, hard]) await sink?.stop()
    await rm(folder, { recursive: true })
  })

  /** Hands one mail in and waits until somebody is being given it. */
  async function sendSlowly(account: LabAccount, to: string[]): Promise<QueuedMessage> {
    const session = await lab.openSession?.(account)
    expect(await session?.send({ from: 'somebody@forged.example', to, raw: 'Subject: one\r\n\r\nhello' })).toBe('accepted')
    session?.close()
    return waitUntil('it is being delivered', async () => {
      const [message] = await host.find({ account: account.name })
      return message?.place === 'active' && message.recipients.join() === to.at(-1) ? message : null
    })
  }

  /** Locks the account and orders all its mail into quarantine; answers what the agent said. */
  async function lockAndSweep(account: LabAccount): Promise<OrderAnswer> {
    await putStanding(agent.core, [relayOrder(account.name, 1, { state: 'locked', lockId: randomUUID() })])
    const order = { id: randomUUID(), verb: 'quarantine' as const, batchId: randomUUID(), account: account.name }
    await agent.orders.take(order)
    return waitUntil('the order is answered', () => {
      const answer = agent.orders.read(order.id)
      return answer.state === 'running' ? null : answer
    })
  }

  test('is done with: the sweep ends, its mail went out once, nothing of it stays behind', async () => {
    const account = lab.newAccount()
    const message = await sendSlowly(account, ['r1@slow.example'])
    expect(await lockAndSweep(account)).toMatchObject({ state: 'done', result: { moved: [], failed: [] } })
    expect(eventsAfter(journal, 0, 1000).filter(({ body }) => body.kind === 'trouble')).toEqual([])
    await waitUntil('the queue manager takes it away', async () => (await lab.copies(message.id)).length === 0)
    expect(slow.messages.filter(({ to }) => to.includes('r1@slow.example'))).toHaveLength(1)
  })

  test('leaves its bounce, if there is one, in quarantine', async () => {
    const account = lab.newAccount()
    const message = await sendSlowly(account, ['gone@hard.example', 'r2@slow.example'])
    expect((await lockAndSweep(account)).state).toBe('done')
    const bounce = await waitUntil('the bounce lies in quarantine', async () => {
      const found = await host.find({ account: account.name })
      return found.length === 1 && found[0]?.place === 'quarantine' ? found[0] : null
    })
    expect(bounce).toMatchObject({ sender: '', parentId: message.id })
  })

  /** Postfix's own programs, but postsuper -h ends only when the slow delivery of what it holds has ended. */
  async function makePrograms(path: string): Promise<void> {
    await mkdir(path)
    for (const name of PROGRAMS) await symlink(`/usr/sbin/${name}`, join(path, name))
    const held = `/usr/sbin/postqueue -c ${lab.postfix.configDirectory} -j | grep '"queue_name": "hold"'`
    const waits = `while ${held} | grep -q slow.example; do sleep 0.05; done`
    const script = ['#!/bin/sh', '/usr/sbin/postsuper "$@" || exit', `case " $* " in *" -h "*) ${waits} ;; esac`]
    await writeFile(join(path, 'postsuper'), script.join('\n') + '\n')
    await chmod(join(path, 'postsuper'), 0o755)
  }
})
