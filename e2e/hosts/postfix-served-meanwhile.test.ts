import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { realServersArePossible } from '../../lib/demo/mail-servers/real-servers-are-possible.ts'
import { submitMail } from '../../lib/demo/smtp/submit-mail.ts'
import { waitUntil } from '../../lib/demo/wait-until.ts'
import { startSmtpSink, type SmtpSink } from '../lab/smtp-sink.ts'
import { startPostfixLab } from './postfix-lab.ts'

/** As many as Postfix delivers to one receiver at once (initial_destination_concurrency). */
const MAILS = 5

describe.runIf(realServersArePossible().ok)('mail on Postfix whose last recipient is served while it is taken out', () => {
  let lab: Awaited<ReturnType<typeof startPostfixLab>>
  let slow: SmtpSink
  const asked = new Set<string>()
  beforeAll(async () => {
    lab = await startPostfixLab()
    slow = await startSmtpSink((recipient) => {
      asked.add(recipient)
      return { kind: 'slow', ms: 1500 }
    })
    await lab.postfix.route({ 'slow.example': slow.port })
  })
  afterAll(async () => {
    await lab.stop()
    await slow.stop()
  })

  // A burst with unknown recipients leaves such rests: they were taken and let go again at every look.
  test('leaves nothing behind that a sweep would meet again', async () => {
    const account = lab.newAccount()
    const host = await lab.openHost()
    const mails = Array.from({ length: MAILS }, (_, n) => ({ from: account.name, to: [`r${n}@slow.example`], raw: `Subject: ${n}\r\n\r\nslow` }))
    await submitMail({ port: lab.postfix.smtpPort, ...account, account: account.name, mails, sessions: 6 })
    await waitUntil('all are in delivery', () => asked.size === MAILS)
    const found = await host.find({ account: account.name })

    await lab.postfix.tool('postsuper', ['-h', '-'], found.map(({ id }) => `${id}\n`).join(''))
    await waitUntil('all are delivered', () => slow.messages.length === MAILS, { withinMs: 20_000 })
    await lab.postfix.tool('postsuper', ['-H', '-'], found.map(({ id }) => `${id}\n`).join(''))
    expect(await host.find({ account: account.name })).toEqual([])

    const result = await host.quarantine({ id: randomUUID(), note: () => {} }, found)
    expect(result.moved).toEqual([])
    expect(result.failed.map(({ reason }) => reason)).toEqual(found.map(() => 'delivered-meanwhile'))
    expect(await host.find({ account: account.name })).toEqual([])
    expect(slow.messages).toHaveLength(MAILS)
  })
})
