import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Db } from '../db.ts'
import type { DeliveryCell } from '../protocol/deliveries.ts'
import { CATALOGUE } from '../receivers/catalogue.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { storeDeliveries } from './delivery-records.ts'
import { deliveryPeriods, spanOf, type DeliveryPeriod } from './delivery-period.ts'
import { dropOldHistory, makePartitionsAhead } from './history-records.ts'
import { addToPair, emptyPair, isTroubled, matrixPeriods, pairState, type MatrixPeriod, type Pair } from './matrix.ts'
import { listColumns, listPairs, sumPair } from './matrix-records.ts'
import { listHostPairs, sumByBin, sumOneHost } from './receiver-records.ts'
import { closeTotals } from './receiver-totals-records.ts'
import { hostsToMoveOn, moveWindowOn } from './window-records.ts'

const NOON = Date.parse('2026-11-24T12:00:00Z')
const MINUTE = 60_000
const RECEIVERS = ['google', 'microsoft', 'unknown.example']
const KNOWN = CATALOGUE.map(({ id }) => id)

async function given(hosts = 2) {
  const { db } = await withTestDatabase()
  const ids: number[] = []
  for (let n = 0; n < hosts; n++) ids.push((await db.host.create({ data: { name: `mx${n}`, kind: 'postfix', agentUrl: 'https://127.0.0.1:1' } })).id)
  const tell = (hostId: number, step: number, cells: DeliveryCell[], now: number) =>
    db.$transaction((tx) => storeDeliveries(tx, hostId, { kind: 'deliveries', step: new Date(step).toISOString(), cells, samples: [] }, new Date(now)))
  const moveOn = async (now: number) => {
    for (const id of await hostsToMoveOn(db, new Date(now))) await db.$transaction((tx) => moveWindowOn(tx, id, new Date(now)))
  }
  return { db, ids, tell, moveOn }
}

const taken = (count: number, receiver = 'google'): DeliveryCell => ({ ip: null, receiver, outcome: 'delivered', refusalClass: null, count })
const delivered = async (db: Db, now: number) =>
  Promise.all(matrixPeriods.map(async (period) => (await pairsOf(db, period, now, RECEIVERS)).reduce((sum, { delivered }) => sum + delivered, 0)))

async function pairsOf(db: Db, period: MatrixPeriod, now: number, receivers: string[]) {
  const hostIds = (await db.host.findMany({ select: { id: true } })).map(({ id }) => id)
  return (await listPairs(db, period, new Date(now), { hostIds, receivers })).filter(({ delivered, deferred, refused, others }) => delivered || deferred || refused || others)
}

test.each([['nobody moves figures on', false], ['the worker moves figures on', true]])('figures leave the last hour, 24 hours and 7 days without a telling: %s', async (_what, isMoved) => {
  const { db, ids: [mx = 0], tell, moveOn } = await given(1)
  const at = async (now: string) => {
    if (isMoved) await moveOn(Date.parse(now))
    return delivered(db, Date.parse(now))
  }
  await tell(mx, NOON, [taken(5)], NOON + MINUTE)
  expect(await at('2026-11-24T12:01:00Z')).toEqual([5, 5, 5])
  expect(await at('2026-11-24T13:00:00Z')).toEqual([5, 5, 5])
  expect(await at('2026-11-24T13:00:00.001Z')).toEqual([0, 5, 5])
  expect(await at('2026-11-25T12:59:59Z')).toEqual([0, 5, 5])
  expect(await at('2026-11-25T13:00:00Z')).toEqual([0, 0, 5])
  expect(await at('2026-12-01T12:59:59Z')).toEqual([0, 0, 5])
  expect(await at('2026-12-01T13:00:00Z')).toEqual([0, 0, 0])
  if (isMoved) expect(await db.deliveryPair.count()).toBe(0)
})

test('a telling of the past counts in the periods that it lies in, one of the future when its time has come', async () => {
  const { db, ids: [mx = 0], tell } = await given(1)
  await tell(mx, NOON, [taken(1)], NOON)
  await tell(mx, NOON - 3 * 60 * MINUTE, [taken(10)], NOON)
  await tell(mx, NOON - 50 * 60 * MINUTE, [taken(100)], NOON)
  await tell(mx, NOON - 20 * 24 * 60 * MINUTE, [taken(1000)], NOON)
  await tell(mx, NOON + 30 * MINUTE, [taken(10_000)], NOON)
  await tell(mx, NOON + 120 * MINUTE, [taken(100_000)], NOON)
  // Hours are asked whole: that of the running one counts as soon as it began.
  expect(await delivered(db, NOON + MINUTE)).toEqual([1, 10_011, 10_111])
  expect(await delivered(db, NOON + 40 * MINUTE)).toEqual([10_001, 10_011, 10_111])
})

test('what the agents tell again counts once, in steps, hours, days and running figures alike', async () => {
  const { db, ids: [mx = 0], tell } = await given(1)
  for (const count of [3, 3, 8, 8]) await tell(mx, NOON, [taken(count)], NOON)
  expect(await delivered(db, NOON)).toEqual([8, 8, 8])
  const sums = [await db.deliveryHour.aggregate({ _sum: { count: true } }), await db.deliveryDay.aggregate({ _sum: { count: true } })]
  expect(sums.map(({ _sum }) => _sum.count)).toEqual([8, 8])
})

test('what is told of a closed hour and day is added there, and a month that was counted by other rules is counted anew', async () => {
  const { db, ids: [mx = 0], tell } = await given(1)
  await db.receiverTotals.update({ where: { id: 1 }, data: { hoursUntil: new Date('2026-11-20T00:00:00Z'), daysFrom: new Date('2026-11-20'), daysUntil: new Date('2026-11-20') } })
  await tell(mx, NOON - 24 * 60 * MINUTE, [taken(5)], NOON)
  await closeTotals(db, new Date(NOON))
  await tell(mx, NOON - 24 * 60 * MINUTE, [taken(7)], NOON)
  expect(await db.receiverHour.findMany({ select: { count: true } })).toEqual([{ count: 7 }])
  expect(await db.receiverDay.findMany({ select: { count: true } })).toEqual([{ count: 7 }])
  expect((await db.deliveryMonth.findMany()).map(({ delivered }) => delivered)).toEqual([7])
  await db.receiverTotals.updateMany({ data: { rules: 'of another version' } })
  await db.deliveryMonth.updateMany({ data: { delivered: 999 } })
  const month = async () => (await listHostPairs(db, 'google', '30d', new Date(NOON))).map(({ delivered }) => delivered)
  expect(await month()).toEqual([7])
  await closeTotals(db, new Date(NOON))
  expect((await db.deliveryMonth.findMany()).map(({ delivered }) => delivered)).toEqual([7])
  expect(await month()).toEqual([7])
})

test('figures of other rules are not shown, and are counted anew', async () => {
  const { db, ids: [mx = 0], tell, moveOn } = await given(1)
  await tell(mx, NOON, [taken(5)], NOON)
  await db.deliveryPair.updateMany({ data: { hourDelivered: 999, dayDelivered: 999, weekDelivered: 999 } })
  await db.deliveryWindow.updateMany({ data: { rules: 'of another version' } })
  expect(await delivered(db, NOON)).toEqual([5, 5, 5])
  await moveOn(NOON)
  expect((await db.deliveryPair.findFirstOrThrow()).dayDelivered).toBe(5)
  expect(await delivered(db, NOON)).toEqual([5, 5, 5])
})

type Act = { kind: 'tell'; host: number; stepsAgo: number; cells: DeliveryCell[] } | { kind: 'move' } | { kind: 'wait'; minutes: number } | { kind: 'keep' } | { kind: 'close' }
const cell: fc.Arbitrary<DeliveryCell> = fc.record({
  ip: fc.constantFrom(null, '192.0.2.1'), receiver: fc.constantFrom(...RECEIVERS), count: fc.nat(40),
  end: fc.constantFrom(['delivered', null], ['deferred', 'rate_limit'], ['deferred', 'mailbox_full'], ['bounced', 'ip_block'], ['bounced', 'unknown_user'], ['returned', 'policy'], ['returned', 'unknown_user']) as fc.Arbitrary<[DeliveryCell['outcome'], string | null]>,
}).map(({ end: [outcome, refusalClass], ...rest }) => ({ ...rest, outcome, refusalClass }))
const key = ({ ip, receiver, outcome, refusalClass }: DeliveryCell) => [ip, receiver, outcome, refusalClass].join(' ')
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('tell' as const), host: fc.nat(1), stepsAgo: fc.oneof(fc.integer({ min: -2, max: 8 }), fc.integer({ min: 0, max: 1200 }), fc.integer({ min: 0, max: 5000 })), cells: fc.uniqueArray(cell, { minLength: 1, maxLength: 6, selector: key }) }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'move' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'keep' as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'close' as const }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.oneof(fc.nat(70), fc.nat(3000), fc.nat(20_000)) }) },
)

test('at any time, after any tellings, moves and lost rounds, figures are the sums of cells, and their states those of the rule', { timeout: 120_000 }, async () => {
  await fc.assert(fc.asyncProperty(fc.array(act, { maxLength: 25 }), async (acts) => {
    const { db, ids, tell, moveOn } = await given()
    const [hoursUntil, day] = [new Date(NOON - 50 * 60 * MINUTE), new Date('2026-11-22')]
    await db.receiverTotals.update({ where: { id: 1 }, data: { hoursUntil, daysFrom: day, daysUntil: day } })
    let now = NOON
    for (const one of acts) {
      if (one.kind === 'wait') now += one.minutes * MINUTE
      else if (one.kind === 'move') await moveOn(now)
      else if (one.kind === 'close') await closeTotals(db, new Date(now))
      else if (one.kind === 'keep') await makePartitionsAhead(db, new Date(now)).then(() => dropOldHistory(db, new Date(now)))
      else await tell(ids[one.host] ?? 0, Math.floor(now / (10 * MINUTE)) * 10 * MINUTE - one.stepsAgo * 10 * MINUTE, one.cells, now)
    }
    for (const period of matrixPeriods) await expectSums(db, ids, period, now)
    for (const period of deliveryPeriods) await expectTotals(db, period, new Date(now))
  }), { numRuns: 25 })
})

async function expectSums(db: Db, ids: number[], period: MatrixPeriod, now: number): Promise<void> {
  const wanted: ({ hostId: number; receiver: string } & Pair)[] = []
  for (const hostId of ids) for (const receiver of RECEIVERS) {
    const pair = emptyPair()
    for (const row of await sumPair(db, period, new Date(now), { hostId, receiver })) addToPair(pair, row)
    delete pair.returned
    delete pair.owed
    if (pair.delivered || pair.deferred || pair.refused || pair.others) wanted.push({ hostId, receiver, ...pair })
  }
  expect(sorted(await pairsOf(db, period, now, RECEIVERS))).toEqual(sorted(wanted))

  const columns = await listColumns(db, period, new Date(now), KNOWN)
  const states = RECEIVERS.flatMap((id) => {
    const own = wanted.filter(({ receiver }) => receiver === id)
    return own.length === 0 ? [] : [{ id, troubledIds: own.filter(isTroubled).map(({ hostId }) => hostId), refusingHosts: own.filter((pair) => pairState(pair) === 'refused').length }]
  })
  const found = columns.map(({ id, troubledIds, refusingHosts }) => ({ id, refusingHosts, troubledIds: troubledIds.toSorted((a, b) => a - b) }))
  expect(found.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual(states)
}

/** Of a receiver over all hosts, bin by bin, and of each host, as the cells themselves say. */
async function expectTotals(db: Db, period: DeliveryPeriod, now: Date): Promise<void> {
  const span = spanOf(period, now)
  for (const receiver of RECEIVERS) {
    const hostIds = (await db.host.findMany({ select: { id: true } })).map(({ id }) => id)
    const sums = (await Promise.all(hostIds.map((hostId) => sumOneHost(db, { hostId, receiver }, span)))).flat()
    const ends = (rows: { outcome: string; refusalClass: string; count: number }[]) =>
      [...Map.groupBy(rows, ({ outcome, refusalClass }) => `${outcome} ${refusalClass}`)].map(([key, own]) => [key, own.reduce((sum, { count }) => sum + count, 0)]).sort()
    const bins = await sumByBin(db, receiver, span)
    expect(ends(bins)).toEqual(ends(sums))
    expect(bins.filter(({ firstAt, lastAt, bin }) => firstAt > lastAt || lastAt >= span.until || firstAt < span.from || bin < 0 || bin >= span.bins)).toEqual([])
    const wanted = hostIds.flatMap((hostId) => {
      const pair = emptyPair()
      for (const sum of sums.filter((own) => own.hostId === hostId)) addToPair(pair, sum)
      const { delivered, deferred, refused, others } = pair
      return delivered || deferred || refused || others ? [{ hostId, receiver, delivered, deferred, refused, others }] : []
    })
    const found = (await listHostPairs(db, receiver, period, now)).map(({ hostId, delivered, deferred, refused, others }) => ({ hostId, receiver, delivered, deferred, refused, others }))
    // An hour or step of the future is in no running figure, and in the bar that grows.
    if (span.until.getTime() - now.getTime() > 0 && !(await isAnythingAhead(db, now))) expect(sorted(found)).toEqual(sorted(wanted))
  }
}

async function isAnythingAhead(db: Db, now: Date): Promise<boolean> {
  return (await db.deliveryStep.count({ where: { step: { gt: now } } })) > 0
}

function sorted<T extends { hostId: number; receiver: string }>(rows: T[]): T[] {
  return rows.toSorted((a, b) => a.hostId - b.hostId || a.receiver.localeCompare(b.receiver))
}

test('a small receiver that refuses has a column before a large one that does not, and both before a domain nobody knows', async () => {
  const { db, ids: [mx = 0], tell } = await given(1)
  const [small = '', ...large] = KNOWN.slice(0, 13)
  const refused = (receiver: string, count: number): DeliveryCell => ({ ...taken(count, receiver), outcome: 'bounced', refusalClass: 'ip_block' })
  await tell(mx, NOON, [...large.map((id, n) => taken(1000 - n, id)), refused(small, 20), refused('dead.example', 9000)], NOON)
  expect((await listColumns(db, '60m', new Date(NOON), KNOWN)).map(({ id }) => id)).toEqual([small, ...large.slice(0, 7)])
})
