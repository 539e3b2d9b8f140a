import { expect, onTestFinished, test } from 'vitest'
import type { Db } from '../../db.ts'
import { minutesAfterNoon, NOON } from '../../cases/story-for-tests.ts'
import { startSmtpSink, type SinkAct } from '../../mail/smtp-sink.ts'
import { givenTicket } from '../../cases/given-ticket-for-tests.ts'
import { findPortalLink } from '../../notices/notice-records.ts'
import { portalTokenHash } from '../../notices/portal-token.ts'
import { withTestDatabase } from '../../setup/test-database.ts'
import { sendNotices, type NoticeSender } from './send-notices.ts'

const PUBLIC_URL = 'https://desk.example'
const NEVER = new AbortController().signal

async function given(script: (mail: number) => SinkAct) {
  const { db } = await withTestDatabase()
  const sink = await startSmtpSink(script)
  onTestFinished(sink.stop)
  return { db, sink, ticket: await givenTicket(db) }
}

function senderAt(db: Db, port: number, now: Date): NoticeSender {
  const mailServer = { host: '127.0.0.1', port, tls: false, timeoutMs: 3000 }
  return { db, holder: 'worker-1', mailServer, secret: 's'.repeat(40), publicUrl: PUBLIC_URL, now: () => now, random: () => 0.5 }
}

function decoded(raw: string): string {
  const body = raw.slice(raw.indexOf('\r\n\r\n') + 4)
  const bytes = body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

test('the three questions reach the customer, and the lock counts as notified', async () => {
  const { db, sink, ticket } = await given(() => 'accept')
  await sendNotices(senderAt(db, sink.port, NOON), NEVER)

  expect(sink.mails).toHaveLength(1)
  expect(sink.mails[0]?.to).toEqual(['post@privat.example'])
  expect(decoded(sink.mails[0]?.raw ?? '')).toContain('1) Was genau war die Ursache')
  expect(sink.mails[0]?.raw).toMatch(/^Auto-Submitted: auto-generated\r$/m)
  expect(await db.relayLock.findUniqueOrThrow({ where: { id: ticket.lockId } })).toMatchObject({ state: 'notified' })
})

test('the text on record is the text that went out, but for the link', async () => {
  const { db, sink } = await given(() => 'accept')
  await sendNotices(senderAt(db, sink.port, NOON), NEVER)
  const { text } = await db.notice.findFirstOrThrow()
  const sent = decoded(sink.mails[0]?.raw ?? '').replaceAll('\r\n', '\n').replace(/https:\/\/desk\.example\/portal\/link\/[\w-]{43}/, '{{portal-link}}')
  expect(sent.trimEnd()).toBe(text.trimEnd())
})

test('the link in the mail opens the ticket, and the database does not hold it', async () => {
  const { db, sink, ticket } = await given(() => 'accept')
  await sendNotices(senderAt(db, sink.port, NOON), NEVER)
  const token = /portal\/link\/([\w-]{43})/.exec(decoded(sink.mails[0]?.raw ?? ''))?.[1] ?? ''

  expect(await findPortalLink(db, portalTokenHash(token), NOON)).toEqual({ ticketId: ticket.id, ticketNumber: ticket.number, customerId: ticket.customerId })
  const stored = JSON.stringify([await db.notice.findMany(), await db.portalLink.findMany(), (await db.changeRow.findMany()).map((row) => row.evidence)])
  expect(stored).not.toContain(token)
})

test('a link is dead 30 days after its ticket was closed', async () => {
  const { db, sink, ticket } = await given(() => 'accept')
  await sendNotices(senderAt(db, sink.port, NOON), NEVER)
  const { tokenHash } = await db.portalLink.findFirstOrThrow()
  await db.ticket.update({ where: { id: ticket.id }, data: { status: 'closed', closedAt: NOON } })

  expect(await findPortalLink(db, tokenHash, minutesAfterNoon(29 * 1440))).not.toBeNull()
  expect(await findPortalLink(db, tokenHash, minutesAfterNoon(31 * 1440))).toBeNull()
})

test('a notice that the server puts off goes out later, under the same Message-ID', async () => {
  const { db, sink } = await given((mail) => (mail === 1 ? { code: 451, text: '4.7.1 try again later' } : 'accept'))
  await sendNotices(senderAt(db, sink.port, NOON), NEVER)
  expect(await db.notice.findFirstOrThrow()).toMatchObject({ state: 'queued', attempts: 1, reply: expect.stringContaining('4.7.1') })

  await sendNotices(senderAt(db, sink.port, minutesAfterNoon(1)), NEVER)
  const { messageId } = await db.notice.findFirstOrThrow({ where: { state: 'sent' } })
  expect(sink.mails.map((mail) => mail.messageId)).toEqual([messageId])
})

test('a notice refused for good is shown as failed, and the lock does not count as notified', async () => {
  const { db, sink, ticket } = await given(() => ({ code: 550, text: '5.1.1 no such user' }))
  await sendNotices(senderAt(db, sink.port, NOON), NEVER)

  expect(await db.notice.findFirstOrThrow()).toMatchObject({ state: 'failed', reply: expect.stringContaining('5.1.1') })
  expect(await db.changeRow.findFirstOrThrow({ where: { kind: 'notice', to: 'failed' } })).toMatchObject({ ticketId: ticket.id })
  expect(await db.relayLock.findUniqueOrThrow({ where: { id: ticket.lockId } })).toMatchObject({ state: 'locked' })
})

test('when the connection ends before the answer the very same mail is sent once more', async () => {
  const { db, sink } = await given((mail) => (mail === 1 ? 'drop' : 'accept'))
  await sendNotices(senderAt(db, sink.port, NOON), NEVER)
  await sendNotices(senderAt(db, sink.port, minutesAfterNoon(1)), NEVER)

  expect(sink.mails).toHaveLength(2)
  expect(sink.mails[1]?.raw).toBe(sink.mails[0]?.raw)
})

test('a mail server that is away is asked less and less often, and in the end the notice fails', async () => {
  const { db, sink } = await given(() => 'accept')
  await sink.stop()
  const waits: number[] = []
  for (let now = NOON, tries = 0; tries < 24; tries += 1) {
    await sendNotices(senderAt(db, sink.port, now), NEVER)
    const { nextTryAt } = await db.notice.findFirstOrThrow()
    waits.push(nextTryAt.getTime() - now.getTime())
    now = nextTryAt > now ? nextTryAt : now
  }
  expect(waits.slice(0, 3)).toEqual([10_000, 20_000, 40_000])
  expect(Math.max(...waits)).toBe(3_600_000)
  expect(await db.notice.findFirstOrThrow()).toMatchObject({ state: 'failed', attempts: 24 })
})
