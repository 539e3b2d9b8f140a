import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { givenWebDesk, viewerWith } from '../access/web-desk-for-tests.ts'
import { liftLock } from '../cases/lift-lock.ts'
import { startGuardedUnlock } from '../cases/start-guarded-unlock.ts'
import { storeAgentEvents } from '../cases/store-agent-events.ts'
import { eventPage, givenAcceptedLock, givenBakery, givenHost, givenPerson, lockMade, minutesAfterNoon, NOON, queuedMessage, taken, watchEnded, workerAt } from '../cases/story-for-tests.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { getMonthReport, getReport, listMonths } from './report-views.ts'

const BAKER = 'kontakt@baeckerei.example'
const SHOP = 'shop@baeckerei.example'
const STRANGER = 'scan@fremd.example'
const ZONE = 'Europe/Berlin'
const LATER = minutesAfterNoon(90)
const OCTOBER = new Date('2026-10-20T08:00:00.000Z')
const manager = viewerWith(['manager'])
const lead = viewerWith(['manager', 'lead'])

/** October: a false alarm. November: the bakery locked, asked, accepted, relapsed; a stranger locked. */
async function givenTwoMonths() {
  const { db, url } = await withTestDatabase()
  givenWebDesk(db, url)
  const host = await givenHost(db, 'mx02')
  await givenBakery(db)
  const mk = await givenPerson(db, 'MK', ['support', 'lead'])
  await storeAgentEvents(workerAt(db, OCTOBER), host.id, eventPage(1, [lockMade(SHOP, randomUUID(), OCTOBER)], OCTOBER))
  const shop = await db.relayLock.findFirstOrThrow()
  await liftLock({ db, now: OCTOBER, actor: mk }, { lockId: shop.id, reason: 'newsletter', quarantined: 'keep', limits: null })

  const { lockId } = await givenAcceptedLock(db, host.id, BAKER, mk)
  await storeAgentEvents(workerAt(db, NOON), host.id, eventPage(3, [taken(BAKER, randomUUID(), [queuedMessage('A1B2C3D4', BAKER)]), lockMade(STRANGER)]))
  const { guardedUnlockId } = await startGuardedUnlock({ db, now: minutesAfterNoon(30), actor: mk }, { lockId, reason: '' })
  await storeAgentEvents(workerAt(db, minutesAfterNoon(31)), host.id, eventPage(5, [watchEnded(guardedUnlockId, BAKER, 'breach')], minutesAfterNoon(31)))
  return db
}

test('a manager reads what happened in a period beside the time before it', async () => {
  await givenTwoMonths()
  const report = await getReport(manager, { span: '28d', now: LATER })
  expect(report).toMatchObject({
    figures: { locks: 2, accounts: 2, customers: 1, relapses: 1, falseAlarms: 0, mailsAccepted: 2624, mailsTaken: 1, answered: 1, times: { untilLocked: { median: 400, count: 2 } } },
    before: { locks: 0, falseAlarms: 1 },
    incidents: { opened: 2, open: 2, reviewed: 0 },
    hitsTotal: 2,
  })
  expect(report?.bars.bars.reduce((sum, bar) => sum + bar.locks, 0)).toBe(2)
})

test('customers appear to a manager by number only, to one who leads by name', async () => {
  await givenTwoMonths()
  const report = await getReport(manager, { span: '28d', now: LATER })
  expect(report?.hits.map(({ customer }) => customer)).toEqual([{ number: '10417', name: null }, null])
  for (const word of ['baeckerei', 'Bäckerei', '@', 'fremd']) expect(JSON.stringify(report)).not.toContain(word)
  expect((await getReport(lead, { span: '28d', now: LATER }))?.hits[0]?.customer).toEqual({ number: '10417', name: 'Bäckerei Muster' })
})

test('a month stands beside the one before it, and a month to come does not exist', async () => {
  await givenTwoMonths()
  expect(await getMonthReport(manager, '2026-11', { zone: ZONE, now: LATER })).toMatchObject({ month: '2026-11', earlier: '2026-10', later: null, isRunning: true, figures: { locks: 2 }, before: { falseAlarms: 1 } })
  expect(await getMonthReport(manager, '2026-10', { zone: ZONE, now: LATER })).toMatchObject({ later: '2026-11', isRunning: false, figures: { locks: 0, falseAlarms: 1 }, incidents: { opened: 1, toReview: 1 } })
  expect(await getMonthReport(manager, '2026-12', { zone: ZONE, now: LATER })).toBeNull()
})

test('the list of months goes back to the first incident', async () => {
  await givenTwoMonths()
  const months = await listMonths(manager, { zone: ZONE, now: LATER })
  expect(months.map(({ month, figures, incidents }) => [month, figures.locks, incidents.opened])).toEqual([['2026-11', 2, 2], ['2026-10', 0, 1]])
})

test('on a desk on which nothing has happened there is nothing to report', async () => {
  const { db, url } = await withTestDatabase()
  givenWebDesk(db, url)
  expect(await listMonths(manager, { zone: ZONE, now: LATER })).toEqual([])
  expect(await getReport(manager, { span: '90d', now: LATER })).toMatchObject({ figures: { locks: 0, times: { untilLocked: null } }, hits: [] })
})

test('for support, admins and customers there is no report', async () => {
  await givenTwoMonths()
  for (const viewer of [viewerWith(['support']), viewerWith(['admin']), viewerWith(['customer'], { customerId: 1 })]) {
    expect(await getReport(viewer, { span: '28d', now: LATER })).toBeNull()
    expect(await getMonthReport(viewer, '2026-11', { zone: ZONE, now: LATER })).toBeNull()
    expect(await listMonths(viewer, { zone: ZONE, now: LATER })).toEqual([])
  }
})

test('a month counts receivers that shut us out, and for how long, beside what was abused', async () => {
  const db = await givenTwoMonths()
  await db.incident.create({ data: { kind: 'receiver-block', causeKey: 'receiver:microsoft-consumer', state: 'over', openedAt: NOON, endedAt: minutesAfterNoon(60) } })
  await db.incident.create({ data: { kind: 'receiver-block', causeKey: 'receiver:t-online', state: 'open', openedAt: minutesAfterNoon(60) } })
  expect(await getMonthReport(manager, '2026-11', { zone: ZONE, now: LATER })).toMatchObject({ incidents: { opened: 4, receiverBlocks: 2, blockedMs: 90 * 60_000, silentHosts: 0 }, incidentsBefore: { receiverBlocks: 0 } })
  expect((await listMonths(manager, { zone: ZONE, now: LATER }))[0]).toMatchObject({ month: '2026-11', incidents: { receiverBlocks: 2 } })
})
