import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Db } from '../../db.ts'
import { givenTicket } from '../../cases/given-ticket-for-tests.ts'
import { startSmtpSink, type SunkMail } from '../../mail/smtp-sink.ts'
import { queueNotice } from '../../notices/queue-notice.ts'
import { withTestDatabase } from '../../setup/test-database.ts'

const NOTICES = 200
const KILLS = 8
const SENDER = path.resolve(import.meta.dirname, 'run-sender-for-tests.ts')

test('of 200 notices none is lost while senders are killed, and a double has the same Message-ID and bytes', { timeout: 240_000 }, async () => {
  const { db, url } = await withTestDatabase()
  const sink = await startSmtpSink((mail) => (mail % 23 === 0 ? 'drop' : 'accept'))
  onTestFinished(sink.stop)
  await queueMany(db)
  const senders = [1, 2, 3].map(() => startSender(url, sink.port))
  onTestFinished(() => senders.forEach((sender) => sender.kill('SIGKILL')))

  let kills = 0
  for (let done = 10; kills < KILLS; done += 20, kills += 1) {
    await until(() => sink.mails.length >= done)
    await killAndReplace(senders, kills % 3, () => startSender(url, sink.port))
  }
  await until(async () => (await db.notice.count({ where: { state: 'queued' } })) === 0)

  const ids = (await db.notice.findMany({ select: { messageId: true } })).map((notice) => notice.messageId)
  const doubles = sink.mails.length - ids.length
  const drops = sink.mails.filter((mail) => !mail.isAnswered).length
  expect(new Set(sink.mails.map((mail) => mail.messageId))).toEqual(new Set(ids))
  expect(await db.notice.count({ where: { state: 'sent' } })).toBe(NOTICES + 1)
  expect(doubles).toBeLessThanOrEqual(kills + drops)
  expect(differingDoubles(sink.mails)).toEqual([])
})

async function queueMany(db: Db): Promise<void> {
  const ticket = await givenTicket(db)
  // The story begins at noon; the senders are real processes with a real clock.
  await db.notice.updateMany({ data: { nextTryAt: new Date(0) } })
  await db.$transaction(async (tx) => {
    for (let index = 0; index < NOTICES; index += 1) {
      await queueNotice(tx, { ticketId: ticket.id, kind: 'reminder', questions: [3], now: new Date(), actor: { kind: 'worker' } })
    }
  }, { timeout: 30_000 })
}

function startSender(url: string, port: number): ChildProcess {
  return spawn(process.execPath, [SENDER, url, String(port), '4000'], { stdio: ['ignore', 'ignore', 'inherit'] })
}

async function killAndReplace(senders: ChildProcess[], index: number, start: () => ChildProcess): Promise<void> {
  const sender = senders[index]
  if (!sender) return
  const ended = sender.exitCode === null && sender.signalCode === null ? once(sender, 'exit') : Promise.resolve()
  sender.kill('SIGKILL')
  await ended
  senders[index] = start()
}

function differingDoubles(mails: SunkMail[]): string[] {
  const first = new Map<string, string>()
  return mails.flatMap(({ messageId, raw }) => {
    const before = first.get(messageId) ?? raw
    first.set(messageId, before)
    return before === raw ? [] : [messageId]
  })
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  await expect.poll(isSo, { timeout: 120_000, interval: 20 }).toBe(true)
}
