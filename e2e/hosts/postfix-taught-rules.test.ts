import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { putStanding } from '../../lib/agent/carry-out/put-standing.ts'
import { oursInFolder } from '../../lib/agent/host/postfix/ours.ts'
import { createPostfixHost } from '../../lib/agent/host/postfix/postfix-host.ts'
import { openJournal, type Journal } from '../../lib/agent/journal/open-journal.ts'
import { makeLog } from '../../lib/agent/log.ts'
import { startAgent, type RunningAgent } from '../../lib/agent/start-agent.ts'
import { realServersArePossible } from '../../lib/demo/mail-servers/real-servers-are-possible.ts'
import { waitUntil } from '../../lib/demo/wait-until.ts'
import { teachableText } from '../../lib/refusals/lesson.ts'
import { startSmtpSink, type SmtpSink } from '../lab/smtp-sink.ts'
import { startPostfixLab } from './postfix-lab.ts'

const possible = realServersArePossible()

describe.skipIf(!possible.ok)(`a refusal that nobody knew, on a Postfix host${possible.ok ? '' : ` (not run: ${possible.why})`}`, { timeout: 60_000 }, () => {
  let lab: Awaited<ReturnType<typeof startPostfixLab>>
  let odd: SmtpSink
  let folder = ''
  let journal: Journal
  let agent: RunningAgent
  beforeAll(async () => {
    lab = await startPostfixLab()
    let asked = 0
    odd = await startSmtpSink((recipient) => ({ kind: 'refuse', code: 550, text: `Kein Einlass fuer <${recipient}> nach ${(asked += 1)} Uhr, Vorgang AB-${71_000_000 + asked}` }))
    await lab.postfix.route({ 'odd.example': odd.port })
    folder = await mkdtemp(join(tmpdir(), 'relayward-taught-'))
    await start()
  }, 120_000)
  afterAll(async () => {
    await stop()
    await odd?.stop()
    await lab?.stop()
    await rm(folder, { recursive: true })
  })

  async function start(): Promise<void> {
    journal = openJournal(join(folder, 'journal.db'))
    const now = () => new Date()
    const host = await createPostfixHost({ configDirectory: lab.postfix.configDirectory, hostName: 'mail1' }, oursInFolder(join(folder, 'ours')))
    agent = await startAgent({ host, hostName: 'mail1', journal, log: makeLog(() => undefined, now), now, newId: randomUUID })
  }
  async function stop(): Promise<void> {
    await agent?.stop()
    journal?.close()
  }
  const counted = () => {
    const sums: Record<string, number> = {}
    for (const step of agent.core.steps.values()) for (const { receiver, refusalClass, count } of step.cells.values()) if (receiver === 'odd.example') sums[refusalClass ?? ''] = (sums[refusalClass ?? ''] ?? 0) + count
    return sums
  }
  const texts = () => [...agent.core.steps.values()].flatMap((step) => [...step.texts.byKey.values()])
  const send = (n: number) => lab.send(lab.newAccount(), [{ from: 'somebody@acct.example', to: [`friend${n}@odd.example`], raw: 'Subject: one\r\n\r\nhello' }])

  test('is counted as one text, becomes what it was named from the next mail on, and stays so when the agent starts anew', async () => {
    for (const n of [1, 2, 3]) await send(n)
    await waitUntil('three are refused', () => counted().unknown === 3, { withinMs: 30_000 })
    expect(texts()).toMatchObject([{ receiver: 'odd.example', rule: null, count: 3, form: '550 kein einlass fuer @ nach # uhr vorgang #' }])

    const text = teachableText(texts()[0]?.example ?? '')
    expect(text).not.toContain('friend')
    await putStanding(agent.core, [{ kind: 'refusal-rules', key: '*', version: 1, data: { rules: [{ id: 'late', text, class: 'recipient_policy', scope: 'recipient', permanent: true }] } }])
    await send(4)
    await waitUntil('the fourth is judged by its name', () => counted().recipient_policy === 1, { withinMs: 30_000 })
    await stop()
    await start()
    await send(5)
    await waitUntil('the fifth too', () => counted().recipient_policy === 2, { withinMs: 30_000 })
    expect(counted().unknown).toBe(3)
    expect(texts().map(({ rule, count }) => [rule, count]).toSorted()).toEqual([[null, 3], ['late', 2]].toSorted())
  })
})
