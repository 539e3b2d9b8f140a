import { expect, test } from 'vitest'
import { AgentCallError } from '../agent-client/agent-call-error.ts'
import type { AgentClient } from '../agent-client/connect-agent.ts'
import type { EventBody } from '../protocol/events.ts'
import type { Order, OrderAnswer } from '../protocol/orders.ts'
import { countRows } from '../setup/count-rows-for-tests.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { givenQuarantine } from './given-quarantine-for-tests.ts'
import { readHeaders } from './read-headers.ts'
import { startGuardedUnlock } from './start-guarded-unlock.ts'
import { storeAgentEvents } from './store-agent-events.ts'
import { eventPage, givenAcceptedLock, givenBakery, givenHost, givenPerson, NOON, queuedMessage, watchBegan, watchEnded, workerAt } from './story-for-tests.ts'

const BAKER = 'kontakt@baeckerei.example'

const SUBJECT = 'Rechnung 4711 streng vertraulich'
const untold = () => {
  throw new Error('not asked in this test')
}
const never = () => Promise.reject(new Error('not asked in this test'))

/** An agent that answers this one order; the way to real agents has tests of its own. */
function agentThat(sendOrder: (order: Order) => Promise<OrderAnswer>): () => Promise<AgentClient> {
  return async () => ({ sendOrder, readOrder: never, readEvents: never, putStanding: never, readReading: never, trace: untold, probe: never, join: never, renew: never, close: () => {} })
}

const answering = agentThat(async (order) => ({
  id: order.id, state: 'done', at: NOON.toISOString(),
  headers: 'messages' in order ? order.messages.map(({ id }) => ({ id, headers: { subject: SUBJECT } })) : [],
}))

async function given(roles: string[]) {
  const { db } = await withTestDatabase()
  const quarantine = await givenQuarantine(db, 2)
  const ids = (await db.quarantinedMessage.findMany({ select: { id: true } })).map(({ id }) => String(id))
  return { db, ids, ...quarantine, doing: { db, now: NOON, actor: await givenPerson(db, 'lena', roles) } }
}

test('subjects are read by whoever has the right and says why, the customer can see it, and no table keeps them', async () => {
  const { db, ids, doing, customerId } = await given(['lead'])
  const read = await readHeaders(doing, answering, { ids, withSubjects: true, reason: 'customer asked which mails' })
  expect(read.map(({ headers }) => headers['subject'])).toEqual([SUBJECT, SUBJECT])

  expect(await db.changeRow.findFirstOrThrow({ where: { kind: 'headers-read' } })).toMatchObject({ customerId, reason: 'customer asked which mails', evidence: { messages: 2, withSubjects: true } })
  const tables = await db.$queryRaw<{ tablename: string }[]>`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`
  for (const { tablename } of tables) {
    expect(await countRows(db, tablename, { holding: '4711' }), tablename).toBe(0)
  }
})

test('support reads other headers, but no subjects', async () => {
  const { db, ids, doing } = await given(['support'])
  await expect(readHeaders(doing, answering, { ids, withSubjects: true, reason: 'curious' })).rejects.toMatchObject({ code: 'not-allowed' })
  expect(await db.order.count()).toBe(0)
  await readHeaders(doing, answering, { ids, withSubjects: false, reason: 'looks honest?' })
  const { args } = await db.order.findFirstOrThrow()
  expect((args as { headers: string[] }).headers).not.toContain('subject')
})

test('a host that cannot be reached leaves no order behind that a worker would carry later', async () => {
  const { db, ids, doing } = await given(['support'])
  const away = agentThat(() => Promise.reject(new AgentCallError('unreachable', 'away')))
  await expect(readHeaders(doing, away, { ids, withSubjects: false, reason: 'x' })).rejects.toMatchObject({ code: 'agent-unreachable' })
  expect(await db.order.findFirstOrThrow()).toMatchObject({ state: 'failed' })
})

async function givenWatch(roles: string[]) {
  const { db } = await withTestDatabase()
  const { id: hostId } = await givenHost(db, 'mx02')
  await givenBakery(db)
  const mk = await givenPerson(db, 'mk', ['support'])
  const { lockId } = await givenAcceptedLock(db, hostId, BAKER, mk)
  const { guardedUnlockId } = await startGuardedUnlock({ db, now: NOON, actor: mk }, { lockId, reason: '' })
  const tell = async (...events: EventBody[]) => {
    const { lastEventSeq } = await db.host.findUniqueOrThrow({ where: { id: hostId } })
    await storeAgentEvents(workerAt(db, NOON), hostId, eventPage(Number(lastEventSeq) + 1, events, NOON))
  }
  const held = ['4XkQ1aaaaaaz1', '4XkQ2aaaaaaz1'].map((id) => queuedMessage(id, BAKER))
  await tell(watchBegan(guardedUnlockId, BAKER, NOON), {
    kind: 'watch-progress', guardedUnlockId, account: BAKER, held, figures: { arrived: 2, recipients: 2, unknownRecipients: 0, perTenSeconds: [2] },
  })
  return { db, lockId, guardedUnlockId, tell, doing: { db, now: NOON, actor: await givenPerson(db, 'lena', roles) } }
}

test('subjects of what a running watch holds are read by whoever may, and the customer can see it', async () => {
  const { db, lockId, guardedUnlockId, doing } = await givenWatch(['lead'])
  const read = await readHeaders(doing, answering, { guardedUnlockId, withSubjects: true, reason: 'looks like a newsletter' })
  expect(read.map(({ id }) => id)).toEqual(['4XkQ1aaaaaaz1', '4XkQ2aaaaaaz1'])
  expect(await db.changeRow.findFirstOrThrow({ where: { kind: 'headers-read' } })).toMatchObject({ lockId, reason: 'looks like a newsletter', evidence: { messages: 2, withSubjects: true } })
  expect(await db.audit.findFirstOrThrow({ where: { action: 'headers: read' } })).toMatchObject({ reason: 'looks like a newsletter' })
})

test('support without the right reads no subject of held mail', async () => {
  const { db, guardedUnlockId, doing } = await givenWatch(['support'])
  await expect(readHeaders(doing, answering, { guardedUnlockId, withSubjects: true, reason: 'curious' })).rejects.toMatchObject({ code: 'not-allowed' })
  expect(await db.changeRow.count({ where: { kind: 'headers-read' } })).toBe(0)
})

test('a watch that has ended holds nothing that could be read', async () => {
  const { guardedUnlockId, tell, doing } = await givenWatch(['lead'])
  await tell(watchEnded(guardedUnlockId, BAKER, 'clean'))
  await expect(readHeaders(doing, answering, { guardedUnlockId, withSubjects: true, reason: 'late' })).rejects.toMatchObject({ code: 'not-found' })
})
