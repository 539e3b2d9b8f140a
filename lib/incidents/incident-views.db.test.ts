import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { givenWebDesk, viewerWith } from '../access/web-desk-for-tests.ts'
import { storeAgentEvents } from '../cases/store-agent-events.ts'
import { eventPage, givenBakery, givenHost, lockMade, minutesAfterNoon, NOON, queuedMessage, taken, workerAt } from '../cases/story-for-tests.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { getIncident, listIncidents } from './incident-views.ts'

const BAKER = 'kontakt@baeckerei.example'
const LATER = minutesAfterNoon(90)

async function givenIncident() {
  const { db, url } = await withTestDatabase()
  givenWebDesk(db, url)
  const host = await givenHost(db, 'mx02')
  await givenBakery(db)
  const batch = taken(BAKER, randomUUID(), [queuedMessage('A1B2C3D4', BAKER), queuedMessage('A1B2C3D5', BAKER)])
  await storeAgentEvents(workerAt(db, NOON), host.id, eventPage(1, [lockMade(BAKER), batch]))
  return (await db.incident.findFirstOrThrow()).number
}

test('support reads who was locked, how fast, and what was taken out', async () => {
  const number = await givenIncident()
  const incident = await getIncident(viewerWith(['support']), number, { now: LATER })
  expect(incident).toMatchObject({ kind: 'relay-abuse', isOver: false, about: [BAKER], customers: ['10417 Bäckerei Muster'] })
  expect(incident?.figures).toMatchObject({ mailsAccepted: 1312, mailsQuarantined: 2, untilLockedMs: 400, burstMs: 360_000, accounts: 1, customers: 1, relapses: 0, untilToldMs: null })
  expect(incident?.events.map(({ letter, what }) => [letter, what])).toEqual([['A', 'locked']])
  expect(incident?.locks).toMatchObject([{ account: BAKER, waitingFor: 'customer', takenBy: null }])
  expect(incident?.traffic?.bars.length).toBeGreaterThan(12)
  expect(incident?.story.entries.map((entry) => entry.kind)).toEqual(expect.arrayContaining(['incident', 'relay-lock', 'ticket', 'notice', 'quarantine']))
})

test('a manager reads the same story without a single address or name of a customer', async () => {
  const number = await givenIncident()
  const incident = await getIncident(viewerWith(['manager']), number, { now: LATER })
  expect(incident).toMatchObject({ about: ['account 1'], customers: ['10417'], seesNames: false })
  const told = JSON.stringify([incident, await listIncidents(viewerWith(['manager']), { before: null, now: LATER })])
  for (const word of ['baeckerei', 'Bäckerei', '@', 'kontakt']) expect(told).not.toContain(word)
})

test('a manager who leads reads names', async () => {
  const number = await givenIncident()
  expect(await getIncident(viewerWith(['manager', 'lead']), number, { now: LATER })).toMatchObject({ about: [BAKER], seesNames: true })
})

test('for a customer and for an admin there is no such incident', async () => {
  const number = await givenIncident()
  expect(await getIncident(viewerWith(['customer'], { customerId: 1 }), number, { now: LATER })).toBeNull()
  expect(await getIncident(viewerWith(['admin']), number, { now: LATER })).toBeNull()
  expect(await listIncidents(viewerWith(['admin']), { before: null, now: LATER })).toEqual({ rows: [], next: null })
})

test('a receiver’s block names its hosts and first words; a manager reads the same without a customer’s domain', async () => {
  const { db, url } = await withTestDatabase()
  givenWebDesk(db, url)
  const reply = '550 5.7.1 mail of …@baeckerei.example was refused: part of your network is on our block list (S3140)'
  const cells = [{ ip: null, receiver: 'microsoft-consumer', outcome: 'bounced' as const, refusalClass: 'ip_block', count: 9 }]
  const samples = [{ at: NOON.toISOString(), receiver: 'microsoft-consumer', outcome: 'bounced' as const, refusalClass: 'ip_block', account: BAKER, reply }]
  for (const name of ['mx01', 'mx02']) await storeAgentEvents(workerAt(db, NOON), (await givenHost(db, name)).id, eventPage(1, [{ kind: 'deliveries', step: NOON.toISOString(), cells, samples }]))
  const { number } = await db.incident.findFirstOrThrow()

  const incident = await getIncident(viewerWith(['support']), number, { now: LATER })
  expect(incident).toMatchObject({ kind: 'receiver-block', about: ['Microsoft'], customers: [], block: { name: 'Microsoft', hosts: 2, refusing: 2, deferring: 0, worst: 'refused', softAt: null } })
  expect(incident?.blocked?.hosts).toMatchObject([{ host: 'mx01', state: 'refused', reply }, { host: 'mx02', state: 'refused' }])
  expect(incident?.blocked?.trend.total).toEqual({ taken: 0, deferred: 0, refused: 18 })
  expect(incident?.events.map(({ what, entry }) => [what, entry.host])).toEqual([['refused', 'mx01'], ['refused', 'mx02']])

  const managers = [await getIncident(viewerWith(['manager']), number, { now: LATER }), await listIncidents(viewerWith(['manager']), { kind: 'receiver-block', before: null, now: LATER })]
  const told = JSON.stringify(managers)
  for (const word of ['mx01', 'Microsoft', 'block list', 's3140']) expect(told).toContain(word)
  for (const word of ['baeckerei', '@', 'kontakt']) expect(told).not.toContain(word)
  expect((await listIncidents(viewerWith(['manager']), { kind: 'relay-abuse', before: null, now: LATER })).rows).toEqual([])
})
