import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Db } from '../db.ts'
import { storeOrderAnswer } from '../orders/order-records.ts'
import { order } from '../protocol/orders.ts'
import { getAct, getMessagePage, getMessagePageForCustomer } from '../quarantine/quarantine-views.ts'
import { storeFate, storeTaken } from '../quarantine/quarantine-records.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { deleteMessages } from './delete-messages.ts'
import { givenQuarantine } from './given-quarantine-for-tests.ts'
import { keepLonger } from './keep-longer.ts'
import { releaseMessages } from './release-messages.ts'
import { settleMessages } from './settle-messages.ts'
import { givenPerson, minutesAfterNoon, NOON } from './story-for-tests.ts'
import { undoAct } from './undo-act.ts'

const ALL = { filter: {}, except: [] }
const SUPPORT = { roles: ['support' as const] }
const LEAD = { roles: ['lead' as const] }
const WHY = { reason: 'honest newsletter, asked by phone' }

async function given(messages: number, roles = ['support']) {
  const { db } = await withTestDatabase()
  const quarantine = await givenQuarantine(db, messages)
  return { db, ...quarantine, doing: { db, now: NOON, actor: await givenPerson(db, 'mara', roles) } }
}

async function countIn(db: Db, state: string): Promise<number> {
  return db.quarantinedMessage.count({ where: { state } })
}

test('a released selection goes to its host in orders of at most 500, each parsed by the protocol, paced by the policy', async () => {
  const { db, doing } = await given(900)
  const { actId } = await releaseMessages(doing, { selection: ALL, expected: 900, ...WHY })
  const orders = await db.order.findMany({ where: { actId }, orderBy: { notBefore: 'asc' } })

  expect(orders.map((row) => order.parse({ ...(row.args as object), id: row.id, verb: row.verb })).map((one) => 'messages' in one && one.messages.length)).toEqual([500, 400])
  // 600 a minute: the second 500 begin 50 s after the first; the first wait 10 s for an undo.
  expect(orders.map((row) => (row.notBefore?.getTime() ?? 0) - NOON.getTime())).toEqual([10_000, 60_000])
})

test('undone within ten seconds, no host is told anything and every mail lies where it lay', async () => {
  const { db, doing } = await given(30)
  const { actId } = await releaseMessages(doing, { selection: ALL, expected: 30, ...WHY })
  expect(await undoAct(doing, { actId })).toEqual({ undone: 30, tooLate: 0 })
  expect(await countIn(db, 'quarantined')).toBe(30)
  expect(await db.order.count({ where: { state: 'written' } })).toBe(0)
})

test('an undo after the first part has gone takes back the rest, and says for how many it came too late', async () => {
  const { db, doing } = await given(700)
  const { actId } = await releaseMessages(doing, { selection: ALL, expected: 700, ...WHY })
  await db.order.updateMany({ where: { actId, notBefore: { lte: minutesAfterNoon(0.5) } }, data: { state: 'sent', attempts: 1 } })
  expect(await undoAct(doing, { actId })).toEqual({ undone: 200, tooLate: 500 })
})

test('an act on another number than the person saw is refused and changes nothing', async () => {
  const { db, doing } = await given(12)
  await expect(releaseMessages(doing, { selection: ALL, expected: 11, ...WHY })).rejects.toMatchObject({ code: 'conflict', values: { found: 12 } })
  expect([await countIn(db, 'quarantined'), await db.order.count()]).toEqual([12, 0])
})

test('more than 1,000 mails want their number typed; typed with a dot it counts as well', async () => {
  const { db, doing } = await given(1001)
  await expect(releaseMessages(doing, { selection: ALL, expected: 1001, ...WHY })).rejects.toMatchObject({ userMessageKey: 'errors.quarantine.not-confirmed' })
  await releaseMessages(doing, { selection: ALL, expected: 1001, confirmation: '1.001', ...WHY })
  expect(await countIn(db, 'releasing')).toBe(1001)
})

test('support may not delete more than 1,000 mails, a lead may', async () => {
  const { db, doing } = await given(1001)
  const all = { selection: ALL, expected: 1001, confirmation: '1001', ...WHY }
  await expect(deleteMessages(doing, all)).rejects.toMatchObject({ code: 'not-allowed' })
  expect(await countIn(db, 'quarantined')).toBe(1001)

  await deleteMessages({ ...doing, actor: await givenPerson(db, 'lena', ['lead']) }, all)
  expect(await countIn(db, 'deleting')).toBe(1001)
})

test('mail that is on its way out cannot be chosen a second time', async () => {
  const { doing } = await given(5)
  await releaseMessages(doing, { selection: ALL, expected: 5, ...WHY })
  await expect(deleteMessages(doing, { selection: ALL, expected: 5, ...WHY })).rejects.toMatchObject({ userMessageKey: 'errors.quarantine.nothing-selected' })
})

test('a release counts as done mail by mail: delivered when the log says so, back in quarantine with the reason when it failed', async () => {
  const { db, doing, hostId } = await given(3)
  const { actId } = await releaseMessages(doing, { selection: ALL, expected: 3, ...WHY })
  const { id } = await db.order.findFirstOrThrow({ where: { actId } })
  const [first, second, third] = await db.quarantinedMessage.findMany({ orderBy: { id: 'asc' } })
  if (!first || !second || !third) throw new Error('three messages')
  const result = { moved: [first.queueId, second.queueId], already: [], failed: [{ id: third.queueId, reason: 'changed' as const }] }
  const answer = { id, state: 'done' as const, at: NOON.toISOString(), result }
  await db.$transaction(async (tx) => {
    await storeOrderAnswer(tx, id, answer, NOON)
    await settleMessages(tx, { id, hostId, actId, verb: 'release', now: NOON }, answer, null)
    await storeFate(tx, { hostId, at: NOON, event: { kind: 'fate', messageKey: first.messageKey, fate: 'delivered', recipient: null, reply: '250 ok' } })
  })

  expect(await getAct(db, SUPPORT, actId)).toMatchObject({ total: 3, delivered: 1, queuedAgain: 1, failed: 1, failures: [{ queueId: third.queueId, failure: 'changed' }] })
  expect(await db.changeRow.findFirstOrThrow({ where: { kind: 'quarantine-act', to: 'released' } })).toMatchObject({ evidence: { done: 2, failed: 1 } })
})

test('an order that failed as a whole leaves every mail in quarantine, with the reason', async () => {
  const { db, doing, hostId } = await given(4)
  const { actId } = await releaseMessages(doing, { selection: ALL, expected: 4, ...WHY })
  const { id } = await db.order.findFirstOrThrow({ where: { actId } })
  await db.$transaction((tx) => settleMessages(tx, { id, hostId, actId, verb: 'release', now: NOON }, null, 'not-capable'))
  expect(await db.quarantinedMessage.findMany({ select: { state: true, failure: true }, distinct: ['state', 'failure'] })).toEqual([{ state: 'quarantined', failure: 'not-capable' }])
})

test('mail kept longer is kept with its whole burst', async () => {
  const { db, doing } = await given(6)
  const { id } = await db.quarantinedMessage.findFirstOrThrow({ select: { id: true } })
  expect(await keepLonger(doing, { selection: { ids: [String(id)] }, until: null, reason: 'police asked' })).toEqual({ messages: 6 })
  expect((await db.quarantineBatch.findFirstOrThrow()).deleteAt).toBeNull()
})

test('a customer sees his own held mail and nobody else’s', async () => {
  const { db, customerId } = await given(3)
  const other = await db.customer.create({ data: { number: '1', name: 'other' } })
  const page = { filter: {}, after: null, limit: 10 }
  expect((await getMessagePageForCustomer(db, { ...page, customerId })).total).toBe(3)
  expect(await getMessagePageForCustomer(db, { ...page, customerId: other.id })).toEqual({ messages: [], next: null, total: 0 })
})

test('addresses are masked unless the viewer may see them', async () => {
  const { db } = await given(1)
  const page = { filter: {}, after: null, limit: 10 }
  expect((await getMessagePage(db, SUPPORT, page)).messages[0]).toMatchObject({ sender: 'f…d@elsewhere.example', recipients: ['r…@gmx.example'] })
  expect((await getMessagePage(db, LEAD, page)).messages[0]).toMatchObject({ recipients: ['r0@gmx.example'] })
})

test.each(["' OR 1=1 --", '%', '_', '\\', '"; DROP TABLE "Order"', '\u0001'])('a search for %j is only ever a text', async (text) => {
  const { db } = await given(2)
  expect((await getMessagePage(db, SUPPORT, { filter: { text }, after: null, limit: 10 })).total).toBe(0)
})

test('a mail released once and taken again lies in the new batch', async () => {
  const { db, hostId, accountId, lockId } = await given(1)
  const message = await db.quarantinedMessage.update({ where: { id: (await db.quarantinedMessage.findFirstOrThrow()).id }, data: { state: 'queued-again' } })
  const batchId = randomUUID()
  const again = { id: message.queueId, account: 'x', witnesses: [], sender: message.sender, recipients: message.recipients, size: message.size, arrivedAt: message.arrivedAt.toISOString(), place: 'quarantine' as const, parentId: null }
  await db.$transaction((tx) => storeTaken(tx, { hostId, accountId, lockId, takenAt: NOON, deleteAt: NOON, event: { kind: 'quarantined', batchId, account: 'x', cause: 'breach', agentLockId: null, guardedUnlockId: null, messages: [again], complete: true } }))
  expect(await db.quarantinedMessage.findMany()).toMatchObject([{ batchId, state: 'quarantined' }])
})
