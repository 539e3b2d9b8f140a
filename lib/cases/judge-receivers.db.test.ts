import { beforeEach, expect, test } from 'vitest'
import type { Db } from '../db.ts'
import { storeDeliveries } from '../deliveries/delivery-records.ts'
import type { DeliveryCell } from '../protocol/deliveries.ts'
import type { EventBody } from '../protocol/events.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { endReceiverBlocks } from './end-receiver-blocks.ts'
import { markSilentHosts } from './mark-silent-hosts.ts'
import { storeAgentEvents } from './store-agent-events.ts'
import { eventPage, givenHost, minutesAfterNoon, NOON, workerAt } from './story-for-tests.ts'

const MICROSOFT = 'microsoft-consumer'
const BLOCKED = '550 5.7.1 Unfortunately, messages from [203.0.113.12] weren’t sent. Please contact your Internet service provider since part of their network is on our block list (S3140).'
const BUSY = '451 4.7.650 The mail server [203.0.113.12] has been temporarily rate limited due to IP reputation. (S775)'
type Way = 'delivered' | 'deferred' | 'bounced'

let seqs = new Map<number, number>()
beforeEach(() => void (seqs = new Map()))

const cell = (outcome: Way, count: number, receiver = MICROSOFT): DeliveryCell =>
  ({ ip: null, receiver, outcome, refusalClass: { delivered: null, deferred: 'reputation_ip', bounced: 'ip_block' }[outcome], count })

/** What a host tells, `minutes` after noon, of the step that runs then. */
function told(minutes: number, cells: DeliveryCell[]): EventBody {
  const samples = cells.flatMap(({ outcome, receiver, refusalClass }) => refusalClass === null ? [] : [{
    at: minutesAfterNoon(minutes).toISOString(), receiver, outcome, refusalClass, account: 'kontakt@baeckerei.example', reply: outcome === 'bounced' ? BLOCKED : BUSY,
  }])
  return { kind: 'deliveries', step: minutesAfterNoon(Math.floor(minutes / 10) * 10).toISOString(), cells, samples }
}

async function tell(db: Db, host: { id: number }, minutes: number, ...cells: DeliveryCell[]): Promise<void> {
  const seq = (seqs.get(host.id) ?? 0) + 1
  seqs.set(host.id, seq)
  await storeAgentEvents(workerAt(db, minutesAfterNoon(minutes)), host.id, eventPage(seq, [told(minutes, cells)], minutesAfterNoon(minutes)))
}

/** Four weeks in which nearly all was taken. */
async function givenHabit(db: Db, host: { id: number }, receiver = MICROSOFT): Promise<void> {
  for (let ago = 28; ago > 0; ago -= 1) {
    const step = new Date(NOON.getTime() - ago * 86_400_000).toISOString()
    await db.$transaction((tx) => storeDeliveries(tx, host.id, { kind: 'deliveries', step, cells: [cell('delivered', 99, receiver), cell('deferred', 1, receiver)], samples: [] }, NOON))
  }
}

async function given(names: string[]) {
  const { db } = await withTestDatabase()
  const hosts = []
  for (const name of names) {
    const host = await givenHost(db, name)
    await givenHabit(db, host)
    hosts.push(host)
  }
  return { db, hosts: hosts as [{ id: number; name: string }, ...{ id: number; name: string }[]] }
}

const moves = async (db: Db) => (await db.changeRow.findMany({ where: { kind: 'receiver' }, orderBy: { id: 'asc' }, include: { host: true } })).map((row) => [row.host?.name, row.from, row.to])

test('deferrals are told as the soft phase, refusals after them as the hard one, with the receiver’s first words', async () => {
  const { db, hosts: [mx02] } = await given(['mx02'])
  await tell(db, mx02, 5, cell('delivered', 5))
  await tell(db, mx02, 15, cell('deferred', 5))
  await tell(db, mx02, 25, cell('bounced', 5))

  expect(await moves(db)).toEqual([['mx02', 'fine', 'deferring'], ['mx02', 'deferring', 'refused']])
  const [incident, ...others] = await db.incident.findMany()
  expect(others).toEqual([])
  expect(incident).toMatchObject({ kind: 'receiver-block', causeKey: `receiver:${MICROSOFT}`, state: 'open', openedAt: minutesAfterNoon(15) })
  expect(await db.receiverStanding.findFirstOrThrow()).toMatchObject({
    state: 'refused', since: minutesAfterNoon(25), firstAt: minutesAfterNoon(25), refused: 5, refusalClass: 'ip_block', reply: BLOCKED, incidentId: incident?.id, habitAttempts: 2800, habitDeferred: 28,
  })
  const changes = await db.changeRow.findMany({ where: { kind: 'receiver' }, orderBy: { id: 'asc' } })
  expect(changes[0]).toMatchObject({ incidentId: incident?.id, hostId: mx02.id, evidence: { receiver: MICROSOFT, deferred: 5, refusalClass: 'reputation_ip', reply: BUSY, firstAt: minutesAfterNoon(15).toISOString(), usuallyTaken: 0.99 } })
  expect(changes[1]).toMatchObject({ evidence: { refused: 5, reply: BLOCKED } })
})

test('two of three refused are no alarm, neither are addresses that nobody has nor what is usual', async () => {
  const { db, hosts: [mx02] } = await given(['mx02'])
  await tell(db, mx02, 5, cell('delivered', 1), cell('bounced', 2))
  await tell(db, mx02, 15, { ...cell('bounced', 300), refusalClass: 'unknown_user' }, { ...cell('deferred', 40), refusalClass: 'greylist' })
  await tell(db, mx02, 25, cell('delivered', 400), cell('deferred', 6))
  expect(await moves(db)).toEqual([])
  expect(await db.incident.count()).toBe(0)
})

test('a second host joins the incident while it is open, also when both tell at once', async () => {
  const { db, hosts } = await given(['mx01', 'mx02', 'mx03'])
  await Promise.all(hosts.map((host) => tell(db, host, 15, cell('bounced', 6), cell('deferred', 6, 'gmx.net'), cell('bounced', 9, 'a.example'))))
  const incidents = await db.incident.findMany({ where: { causeKey: `receiver:${MICROSOFT}` }, include: { standings: true } })
  expect(incidents).toHaveLength(1)
  expect(incidents[0]?.standings.map(({ state }) => state)).toEqual(['refused', 'refused', 'refused'])
  expect(await db.changeRow.count({ where: { kind: 'receiver', to: 'refused', incidentId: incidents[0]?.id ?? 0 } })).toBe(3)
})

test('it ends by itself when every host gets through again for an hour, and its figures stay on record', async () => {
  const { db, hosts } = await given(['mx01', 'mx02'])
  const [mx01, mx02] = [hosts[0], hosts[1] ?? hosts[0]]
  for (const host of hosts) await tell(db, host, 15, cell('bounced', 8))
  for (let minutes = 25; minutes <= 65; minutes += 10) await tell(db, mx01, minutes, cell('delivered', 8))
  expect(await endReceiverBlocks(workerAt(db, minutesAfterNoon(300)))).toEqual([])
  for (let minutes = 305; minutes <= 335; minutes += 10) await tell(db, mx02, minutes, cell('delivered', 8))
  expect((await moves(db)).slice(2)).toEqual([['mx01', 'refused', 'fine'], ['mx02', 'refused', 'fine']])

  expect(await endReceiverBlocks(workerAt(db, minutesAfterNoon(360)))).toEqual([])
  const both = await Promise.all([1, 2].map(() => endReceiverBlocks(workerAt(db, minutesAfterNoon(400)))))
  expect(both.flat()).toEqual([1])
  expect(await db.incident.findFirstOrThrow()).toMatchObject({ state: 'over', endedAt: minutesAfterNoon(400) })
  expect(await db.changeRow.findMany({ where: { kind: 'incident', to: 'over' } })).toMatchObject([{ evidence: { deliveries: { refused: 16, deferred: 0, taken: 72 } } }])

  await tell(db, mx01, 455, cell('bounced', 8))
  expect(await db.incident.findMany({ orderBy: { id: 'asc' }, select: { state: true } })).toEqual([{ state: 'over' }, { state: 'open' }])
})

test('cells told again, and pages that break off before they are stored, double nothing', async () => {
  const { db, hosts: [mx02] } = await given(['mx02'])
  const page = eventPage(1, [told(15, [cell('bounced', 8)])], minutesAfterNoon(15))
  const broken = { ...page, events: [...page.events, { seq: 2, at: 'no time', body: told(15, [cell('bounced', 9)]) }] }
  const killed = { ...workerAt(db, minutesAfterNoon(15)), db: dyingAfter(db, 'ReceiverStanding') }
  await expect(storeAgentEvents(killed, mx02.id, page)).rejects.toThrow('Connection terminated')
  expect(await db.incident.count()).toBe(0)
  expect(await db.deliveryStep.count({ where: { step: minutesAfterNoon(10) } })).toBe(0)

  await storeAgentEvents(workerAt(db, minutesAfterNoon(15)), mx02.id, page)
  await storeAgentEvents(workerAt(db, minutesAfterNoon(16)), mx02.id, page)
  await storeAgentEvents(workerAt(db, minutesAfterNoon(17)), mx02.id, { ...broken, events: broken.events.slice(0, 1) })
  seqs.set(mx02.id, 1)
  await tell(db, mx02, 18, cell('bounced', 9))
  expect(await moves(db)).toEqual([['mx02', 'fine', 'refused']])
  expect(await db.changeRow.count({ where: { kind: 'incident' } })).toBe(1)
  expect(await db.receiverStanding.findMany()).toMatchObject([{ refused: 9, since: minutesAfterNoon(15) }])
})

test('what cannot be judged is set aside in sight and does not hold up the host', async () => {
  const { db, hosts: [mx02] } = await given(['mx02'])
  await tell(db, mx02, 15, cell('bounced', 8))
  await db.$executeRaw`UPDATE "ReceiverStanding" SET state = 'a state of tomorrow'`
  await tell(db, mx02, 25, cell('bounced', 8))
  expect(await db.deliveryStep.count({ where: { step: minutesAfterNoon(20) } })).toBe(1)
  expect(await db.hostReading.findFirstOrThrow({ where: { kind: 'trouble:event-2' } })).toMatchObject({ data: { event: { seq: 2 } } })
})

test('a silent host neither turns fine nor lets its incident end', async () => {
  const { db, hosts: [mx02] } = await given(['mx02'])
  await db.host.update({ where: { id: mx02.id }, data: { joinedAt: NOON } })
  await tell(db, mx02, 15, cell('bounced', 8))
  await markSilentHosts(workerAt(db, minutesAfterNoon(60)))
  expect(await endReceiverBlocks(workerAt(db, minutesAfterNoon(6000)))).toEqual([])
  expect(await db.receiverStanding.findFirstOrThrow()).toMatchObject({ state: 'refused' })

  await db.host.update({ where: { id: mx02.id }, data: { revokedAt: minutesAfterNoon(6000) } })
  expect(await endReceiverBlocks(workerAt(db, minutesAfterNoon(6001)))).toEqual([1])
})

test('days of trouble are no habit: the next block is seen as the first was', async () => {
  const { db, hosts: [mx02] } = await given(['mx02'])
  const day = 1440
  for (let n = 0; n < 6; n += 1) await tell(db, mx02, n * day + 15, cell('bounced', 90))
  for (let minutes = 6 * day + 5; minutes <= 6 * day + 45; minutes += 10) await tell(db, mx02, minutes, cell('delivered', 9))
  await tell(db, mx02, 8 * day + 5, cell('delivered', 90), cell('bounced', 4))
  expect(await db.receiverStanding.findFirstOrThrow()).toMatchObject({ state: 'fine', habitRefused: 0 })
  await tell(db, mx02, 8 * day + 15, cell('bounced', 5))
  expect((await moves(db)).map(([, , to]) => to)).toEqual(['refused', 'fine', 'refused'])
})

test('a receiver met for the first time that refuses everything is found too', async () => {
  const { db } = await withTestDatabase()
  const host = await givenHost(db, 'mx09')
  await tell(db, host, 15, cell('bounced', 3))
  expect(await moves(db)).toEqual([])
  await tell(db, host, 25, cell('bounced', 5))
  expect(await moves(db)).toEqual([['mx09', 'fine', 'refused']])
})

/** The database as it is for a worker that is killed when it first writes to a table. */
function dyingAfter(db: Db, table: string): Db {
  const die = () => Promise.reject(new Error('Connection terminated'))
  const dying = (tx: object) => new Proxy(tx, { get: (of, key) => (key === table[0]?.toLowerCase() + table.slice(1) ? { ...Reflect.get(of, key), findMany: die, update: die, upsert: die } : Reflect.get(of, key)) })
  return new Proxy(db, { get: (of, key) => (key === '$transaction' ? (work: (tx: object) => unknown, ...rest: unknown[]) => (of.$transaction as (w: unknown, ...r: unknown[]) => unknown)((tx: object) => work(dying(tx)), ...rest) : Reflect.get(of, key)) })
}
