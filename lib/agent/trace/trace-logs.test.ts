import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { TracedMessage, TraceQuery } from '../../protocol/trace.ts'
import { postfixFormat } from './postfix-format.ts'
import { traceLogs } from './trace-logs.ts'

const NOW = new Date('2026-11-24T12:00:00Z')
const accounts = { accountOfUid: (uid: number) => `uid:${uid}@vm`, wordOfUid: () => null }
const SPAN = { since: '2026-11-24T00:00:00Z', until: '2026-11-24T12:00:00Z', messagesMax: 100 }

const LOG = `
2026-11-24T02:47:16+00:00 vm postfix/submission/smtpd[18865]: 7A5BC23E93A: client=localhost[127.0.0.1], sasl_method=PLAIN, sasl_username=Alice@test.example
2026-11-24T02:47:16+00:00 vm postfix/cleanup[18875]: 7A5BC23E93A: message-id=<20261124024716.018862@vm>
2026-11-24T02:47:16+00:00 vm postfix/qmgr[18767]: 7A5BC23E93A: from=<alice@test.example>, size=448, nrcpt=3 (queue active)
2026-11-24T02:47:17+00:00 vm postfix/smtp[18876]: 7A5BC23E93A: to=<x@sink.example>, relay=mx.sink.example[192.0.2.9]:25, delay=15, delays=15/0.01/0.01/0.06, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 4kZZ)
2026-11-24T02:47:17+00:00 vm postfix/smtp[18877]: 7A5BC23E93A: to=<z@hard.example>, relay=mx.hard.example[192.0.2.8]:25, delay=15, delays=1/1/1/1, dsn=5.3.0, status=bounced (host mx.hard.example[192.0.2.8] said: 500 5.3.0 no (in reply to RCPT TO command))
2026-11-24T02:47:17+00:00 vm postfix/smtp[18878]: 7A5BC23E93A: to=<y@soft.example>, relay=mx.soft.example[192.0.2.7]:25, delay=15, delays=1/1/1/1, dsn=4.3.0, status=deferred (host mx.soft.example[192.0.2.7] said: 450 4.3.0 later)
2026-11-24T02:47:17+00:00 vm postfix/cleanup[18875]: 8B5BC23E93B: message-id=<20261124024717.8B5BC23E93B@vm>
2026-11-24T02:47:17+00:00 vm postfix/bounce[18879]: 7A5BC23E93A: sender non-delivery notification: 8B5BC23E93B
2026-11-24T02:47:17+00:00 vm postfix/qmgr[18767]: 8B5BC23E93B: from=<>, size=2448, nrcpt=1 (queue active)
2026-11-24T02:47:18+00:00 vm postfix/local[18880]: 8B5BC23E93B: to=<alice@test.example>, relay=local, delay=0.1, delays=0/0/0/0, dsn=2.0.0, status=sent (delivered to mailbox)
2026-11-24T02:47:18+00:00 vm postfix/qmgr[18767]: 8B5BC23E93B: removed
`.trimStart()

async function ask(log: string, query: Partial<TraceQuery>): Promise<TracedMessage[]> {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'relayward-trace-')), 'mail.log')
  writeFileSync(file, log)
  const told = new Map<string, TracedMessage>()
  const sources = { format: postfixFormat(accounts, () => NOW), logs: [{ files: [file] }] }
  for await (const line of traceLogs({ ...SPAN, ...query } as TraceQuery, sources, { ourActs: () => [], limitMs: 10_000, signal: new AbortController().signal })) {
    if (line.kind === 'message') told.set(line.message.queueIds[0] ?? '', line.message)
  }
  return [...told.values()]
}

test.each([
  ['Message-ID', { messageId: '20261124024716.018862@vm' }],
  ['Message-ID in brackets', { messageId: '<20261124024716.018862@vm>' }],
  ['queue id', { queueId: '7A5BC23E93A' }],
  ['queue id of the bounce', { queueId: '8B5BC23E93B' }],
  ['account', { account: 'alice@test.example' }],
  ['sender', { sender: 'ALICE@test.example' }],
  ['recipient', { recipient: 'Y@SOFT.example' }],
])('a message is found by its %s, with its whole way', async (_what, query) => {
  const [message, ...others] = await ask(LOG, query)
  expect(others).toEqual([])
  expect(message).toMatchObject({
    messageId: '<20261124024716.018862@vm>', queueIds: ['7A5BC23E93A', '8B5BC23E93B'], account: 'alice@test.example', sender: 'alice@test.example', size: 448, fate: 'queued',
    recipients: [{ address: 'x@sink.example', fate: 'delivered' }, { address: 'z@hard.example', fate: 'bounced' }, { address: 'y@soft.example', fate: 'queued' }],
  })
  expect(message?.steps.map(({ what, queueId }) => `${what} ${queueId}`)).toEqual([
    'accepted 7A5BC23E93A', 'queued 7A5BC23E93A', 'delivered 7A5BC23E93A', 'bounced 7A5BC23E93A', 'deferred 7A5BC23E93A',
    'bounce-made 7A5BC23E93A', 'queued 8B5BC23E93B', 'delivered 8B5BC23E93B', 'removed 8B5BC23E93B',
  ])
})
