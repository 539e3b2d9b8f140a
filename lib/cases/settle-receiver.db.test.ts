import { beforeEach, expect, test } from 'vitest'
import type { Doing } from '../audit/doing.ts'
import type { Db } from '../db.ts'
import { storeDeliveries } from '../deliveries/delivery-records.ts'
import type { DeliveryCell } from '../protocol/deliveries.ts'
import type { EventBody } from '../protocol/events.ts'
import { measureRequests } from '../delisting-requests/measured-records.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { acceptNewNormal, endReceiverBlock } from './settle-receiver.ts'
import { storeAgentEvents } from './store-agent-events.ts'
import { eventPage, givenHost, givenPerson, minutesAfterNoon, NOON, workerAt } from './story-for-tests.ts'

const MICROSOFT = 'microsoft-consumer'
const reason = 'They take only half since they moved; agreed with the team.'
let seqs = new Map<number, number>()
beforeEach(() => void (seqs = new Map()))

const cell = (outcome: 'delivered' | 'deferred' | 'bounced', count: number): DeliveryCell =>
  ({ ip: null, receiver: MICROSOFT, outcome, refusalClass: { delivered: null, deferred: 'reputation_ip', bounced: 'ip_block' }[outcome], count })

async function tell(db: Db, host: { id: number }, minutes: number, ...cells: DeliveryCell[]): Promise<void> {
  const seq = (seqs.get(host.id) ?? 0) + 1
  seqs.set(host.id, seq)
  const body: EventBody = { kind: 'deliveries', step: minutesAfterNoon(Math.floor(minutes / 10) * 10).toISOString(), cells, samples: [] }
  await storeAgentEvents(workerAt(db, minutesAfterNoon(minutes)), host.id, eventPage(seq, [body], minutesAfterNoon(minutes)))
}

/** Two hosts whose mail Microsoft took for four weeks and refuses by half since a quarter past noon. */
async function given() {
  const { db } = await withTestDatabase()
  const hosts = [await givenHost(db, 'mx01'), await givenHost(db, 'mx02')] as const
  for (const host of hosts) {
    for (let ago = 28; ago > 0; ago -= 1) {
      const step = new Date(NOON.getTime() - ago * 86_400_000).toISOString()
      await db.$transaction((tx) => storeDeliveries(tx, host.id, { kind: 'deliveries', step, cells: [cell('delivered', 99), cell('deferred', 1)], samples: [] }, NOON))
    }
    await tell(db, host, 15, cell('delivered', 20), cell('bounced', 20))
  }
  const person = await givenPerson(db, 'Maren Kolb', ['support'])
  const doing = (minutes: number): Doing => ({ db, now: minutesAfterNoon(minutes), actor: person })
  const { number } = await db.incident.findFirstOrThrow()
  return { db, hosts, doing, number }
}
const states = async (db: Db) => (await db.receiverStanding.findMany({ orderBy: { hostId: 'asc' } })).map(({ state }) => state)
const incidents = async (db: Db) => (await db.incident.findMany({ orderBy: { id: 'asc' } })).map(({ state }) => state)

test('what is accepted is usual from then on: the same is no alarm any more, also on the next days', async () => {
  const { db, hosts: [mx01], doing, number } = await given()
  await acceptNewNormal(doing(20), { number, hosts: ['mx01', 'mx02'], reason })
  expect(await states(db)).toEqual(['fine', 'fine'])
  expect(await incidents(db)).toEqual(['over'])

  for (const minutes of [35, 45, 55]) await tell(db, mx01, minutes, cell('delivered', 20), cell('bounced', 20))
  // The habit is looked up anew after a day; the good weeks before must not come back with it.
  for (const minutes of [1500, 1510, 2950]) await tell(db, mx01, minutes, cell('delivered', 20), cell('bounced', 20))
  expect(await states(db)).toEqual(['fine', 'fine'])
  expect(await incidents(db)).toEqual(['over'])
})

test('worse than what was accepted is an alarm again', async () => {
  const { db, hosts: [mx01], doing, number } = await given()
  await acceptNewNormal(doing(20), { number, hosts: ['mx01', 'mx02'], reason })
  for (const minutes of [35, 45]) await tell(db, mx01, minutes, cell('bounced', 60))
  expect(await states(db)).toEqual(['refused', 'fine'])
  expect(await incidents(db)).toEqual(['over', 'open'])
})

test('accepted for one host alone, the incident goes on with the other', async () => {
  const { db, doing, number } = await given()
  await acceptNewNormal(doing(20), { number, hosts: ['mx01'], reason })
  expect(await states(db)).toEqual(['fine', 'refused'])
  expect(await incidents(db)).toEqual(['open'])
  await expect(acceptNewNormal(doing(21), { number, hosts: ['mx01'], reason })).rejects.toMatchObject({ code: 'conflict' })
})

test('ended by hand it is over at once with the reason on record, and new refusals open another', async () => {
  const { db, hosts: [mx01], doing, number } = await given()
  await endReceiverBlock(doing(20), { number, reason })
  expect(await incidents(db)).toEqual(['over'])
  expect(await db.changeRow.findMany({ where: { kind: 'incident', to: 'over' } })).toMatchObject([{ reason, byKind: 'person', evidence: { deliveries: { taken: 40, refused: 40 } } }])
  expect(await db.audit.findFirst({ where: { action: 'incident: end by hand' } })).toMatchObject({ subject: `incident ${number}`, reason })

  await tell(db, mx01, 35, cell('bounced', 30))
  expect(await incidents(db)).toEqual(['over', 'open'])
})

test('what a person set is not told as measured', async () => {
  const { db, doing, number } = await given()
  await endReceiverBlock(doing(20), { number, reason })
  const measured = await measureRequests(db, [{ number: 1, addressee: 'receiver', addresseeId: MICROSOFT, targets: ['mx01'] }])
  expect(measured.get(1)).toMatchObject([{ host: 'mx01', state: 'by-hand' }])
})

test('two at once: one ends it, the other is told; nobody else may, and no other kind is ended this way', async () => {
  const { db, doing, number } = await given()
  await expect(endReceiverBlock({ ...doing(20), actor: { kind: 'worker' } }, { number, reason })).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(endReceiverBlock(doing(20), { number, reason: ' ' })).rejects.toThrow()
  const both = await Promise.allSettled([endReceiverBlock(doing(20), { number, reason }), endReceiverBlock(doing(20), { number, reason })])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await db.changeRow.count({ where: { kind: 'incident', to: 'over' } })).toBe(1)

  const silent = await db.incident.create({ data: { kind: 'silent-host', causeKey: 'host:mx01', state: 'open', openedAt: NOON } })
  await expect(endReceiverBlock(doing(30), { number: silent.number, reason })).rejects.toMatchObject({ code: 'not-found' })
})
